"""Pages, Thai first and English complete."""
