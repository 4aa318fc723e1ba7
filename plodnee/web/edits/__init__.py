"""Edits on a page: both versions side by side, and the history of a thing."""
