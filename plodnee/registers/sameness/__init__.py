"""Two entries that are one household or one person: proposed, decided, told as one, undone."""
