"""The papers of a committee, each from its facts: the order, the notice, the minutes."""
