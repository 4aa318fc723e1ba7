"""Criteria, classification, menus: what is worked out for each household."""
