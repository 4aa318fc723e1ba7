"""Settings by environment, root urls, wsgi."""
