"""What people type in room 3; forms check, verbs act."""
