"""Pages on which a register is read as of any day, entered and put right by hand."""
