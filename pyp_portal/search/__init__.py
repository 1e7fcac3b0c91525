"""Find by any part of a Thai text, on both databases."""
