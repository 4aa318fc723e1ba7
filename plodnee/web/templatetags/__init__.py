"""Filters of the templates: figures, dates and names in the language of the page."""
