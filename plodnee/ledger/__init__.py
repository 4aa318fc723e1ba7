"""Double entry that only grows: accounts, entries, transfers, seals; balances are derived."""
