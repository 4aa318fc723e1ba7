"""Rounds in their versions, centres chosen, programmes by hour."""
