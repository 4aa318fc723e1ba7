"""What visits heard and found, what follows from it, and what was learnt across centres."""
