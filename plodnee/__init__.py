"""Plodnee: from a household's many debts to one contract that its seasonal cash can bear."""

__version__ = "0.1.0"
