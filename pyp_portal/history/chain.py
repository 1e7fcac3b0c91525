"""The arithmetic of the chain: the same facts always give the same hash, on every database."""

import datetime
import hashlib
import json


def moment(at):
    """A point in time, written in one way only."""
    return at.astimezone(datetime.UTC).isoformat(timespec="microseconds")


def digest(*facts):
    """SHA-256 of the facts as canonical JSON."""
    text = json.dumps(facts, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
