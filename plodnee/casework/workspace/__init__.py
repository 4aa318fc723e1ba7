"""The committee's work on one household: what it sets, within law and funds, and what it offers."""
