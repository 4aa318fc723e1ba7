"""Pages of a centre's own rules: what holds, every version, editor, trial, putting in force."""
