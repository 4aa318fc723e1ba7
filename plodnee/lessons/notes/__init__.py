"""Notes and findings of visits, and what is done about them."""
