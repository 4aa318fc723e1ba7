"""One household, one contract: drafted, consented to, signed, amended, settled."""
