"""Pages of starting debts: what target households owed at the start, and what they owe now."""
