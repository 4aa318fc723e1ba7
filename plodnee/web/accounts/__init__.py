"""Log-in, password and second factor: the log-in package's pages, those that are used here."""
