"""A centre's limited refinancing capital: who can be served how, and who is served."""
