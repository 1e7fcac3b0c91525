"""Check the history in this folder: python check_history.py history.jsonl

Needs nothing but Python 3. Each event bears the hash of what it says and of the event before
it of the same record: whoever changes, adds or leaves out one breaks the chain.
"""

import hashlib
import json
import sys

HASHED = "record_type record_id seq verb at by_id before after data detail_hash previous_hash"


def digest(facts):
    """SHA-256 of the facts as JSON without spaces, keys in order."""
    text = json.dumps(facts, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def faults(lines):
    """A sentence for each event that does not hold."""
    seq, previous, record = 0, "", None
    for line in lines:
        event = json.loads(line)
        key = (event["record_type"], event["record_id"])
        seq, previous = (seq, previous) if key == record else (0, "")
        name = f"{key[0]} {key[1]}, event {event['seq']}"
        if event["seq"] != seq + 1 or event["previous_hash"] != previous:
            yield f"{name}: does not follow the event before it"
        if event["hash"] != digest([event[part] for part in HASHED.split()]):
            yield f"{name}: was changed after it was written"
        seq, previous, record = event["seq"], event["hash"], key


def main(path):
    """Print what does not hold; 0 where all does, else 1."""
    with open(path, encoding="utf-8") as file:
        found = list(faults(file))
    print("\n".join(found) or "The history holds.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
