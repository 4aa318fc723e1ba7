"""The home page: for each post, what to do next."""
