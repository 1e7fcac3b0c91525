"""What the office's technician does with accounts from a terminal."""
