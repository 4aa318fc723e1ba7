"""Pages of a visit on the day: agenda with timers, notes, findings, files, follow-ups."""
