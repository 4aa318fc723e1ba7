"""Pages of contracts: the list, one contract, and what is done with it."""
