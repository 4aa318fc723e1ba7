"""What planning a whole centre came to: a table to filter, sort, page through and take away."""
