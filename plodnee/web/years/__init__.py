"""Pages of a centre's years side by side, and of its needs for the next one."""
