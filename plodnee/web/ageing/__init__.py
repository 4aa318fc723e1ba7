"""Ageing of a centre's debts by any date: sums of every fund, and the debts behind each sum."""
