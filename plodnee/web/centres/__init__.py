"""Pages of areas and centres: the tree down to the centre, and a centre with its figures."""
