"""Personal data: what a person may see, carry away and ask for."""
