"""The kinds and codes of notes."""
