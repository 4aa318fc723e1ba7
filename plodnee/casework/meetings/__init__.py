"""Meetings of a centre's committee: called, attended, resolved item by item, minutes closed."""
