"""The starting debt of target households, and what became of it."""
