"""Pages of following up: who is overdue, one household, notices, visits, claims near their end."""
