"""What devices ask: the list of forms, each form with its lists, and where filled ones go."""
