"""Pages of a centre's committee and of the orders that appoint it."""
