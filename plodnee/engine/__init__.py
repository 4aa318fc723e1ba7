"""Arithmetic and rules, pure: no framework, no clock, no file."""
