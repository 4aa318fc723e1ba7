"""Deck, registers, plans: facts, a builder, an issued file."""
