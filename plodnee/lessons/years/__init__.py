"""Results of a centre year by year, and what it needs for the next one."""
