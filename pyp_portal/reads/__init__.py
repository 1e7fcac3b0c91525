"""The access log: who read what that is not for everybody, and when (S39)."""
