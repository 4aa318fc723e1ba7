"""Personal data: why they may be used, who was shown them, and what a person may ask for."""
