"""Pages of what became of the debt of target households."""
