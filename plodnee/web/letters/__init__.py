"""Pages of letters: an office's registers, a letter written, sent, received and answered."""
