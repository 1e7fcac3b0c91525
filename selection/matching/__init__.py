"""Who reads what, found by an optimiser: dataclasses in, pairs out, no database."""
