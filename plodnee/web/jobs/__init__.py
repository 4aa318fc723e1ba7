"""The page that tells how far long work on a centre has come."""
