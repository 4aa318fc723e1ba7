"""Following up: who is overdue, contacts within the law, notices, visits, claims near their end."""
