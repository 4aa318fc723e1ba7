"""Pages of personal data: persons of a household, consents, requests, and who looked."""
