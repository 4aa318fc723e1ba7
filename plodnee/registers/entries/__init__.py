"""What somebody enters or puts right by hand: each deed one entry, nothing overwritten."""
