"""The page on which a committee gives out a centre's limited refinancing capital."""
