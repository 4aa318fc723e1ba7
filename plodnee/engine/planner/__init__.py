"""The household planner: the exact best plan for a household's debts and seasonal cash."""
