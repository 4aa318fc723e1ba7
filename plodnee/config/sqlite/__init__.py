"""Django's SQLite in which whoever waits to write gets a turn: named as `ENGINE` by settings."""
