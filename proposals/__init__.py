"""Room 1: the call and what is proposed to it."""
