"""Forms of room 1: they ask and check; services act."""
