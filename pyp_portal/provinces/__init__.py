"""What goes on in each province, for the office."""
