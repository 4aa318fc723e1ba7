"""Pages of a centre's books: what was entered, how accounts stand, entering, closing."""
