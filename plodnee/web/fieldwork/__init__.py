"""Pages of forms for the field, and of what came back."""
