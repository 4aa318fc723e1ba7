"""Files to take away: deck, registers, plans, and all of them as one archive."""
