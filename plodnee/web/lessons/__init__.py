"""Pages of lessons across centres and years: search, counts, codes, the report."""
