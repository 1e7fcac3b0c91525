"""What templates of room 1 ask for."""
