"""Pages of cases: the list of a centre, the case of one household, and what waits for somebody."""
