"""Pages on which a person decides which entries of a register are one."""
