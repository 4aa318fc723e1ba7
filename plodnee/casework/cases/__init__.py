"""The case of a household, from survey to free of debt: steps, offers and answers, consents."""
