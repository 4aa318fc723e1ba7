"""Pages of households: the list of a centre, and one household with its menu."""
