"""Registers on screen: debtors, households, households against creditors; in files and on paper."""
