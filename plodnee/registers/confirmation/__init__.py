"""Balance confirmation: slips, the answers of creditor and debtor, disputes and their end."""
