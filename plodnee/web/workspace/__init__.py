"""Pages of the committee's workspace for one household: settings, menu, comparison, pins."""
