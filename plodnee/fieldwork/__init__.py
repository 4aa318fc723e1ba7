"""Forms for the field without a network: defined once, sent to devices, drafts that come back."""
