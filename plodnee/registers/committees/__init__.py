"""The committee of a centre: its list, the orders that appoint it, and who is in office."""
