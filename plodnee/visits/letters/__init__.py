"""Offices, their letters with numbers of the register, and what letters ask for."""
