"""One verb per act: lock, check, move, save, record, tell; delivery after commit."""
