"""The history of what is handed over, as lines anybody can check without the portal.

Each line is one event with the hash of the one before it. Who acted and why stands there in
words; network addresses do not, so the hash over these words is kept as it was written.
"""

import json
from pathlib import Path

from cohorts.archive.series import records_of
from pyp_portal.history import chain
from pyp_portal.history.services import timeline

SCRIPT = Path(__file__).with_name("check_history.py")


def lines(call):
    """One JSON line an event, record by record, the oldest first."""
    for record in records_of(call):
        for event in timeline(record):
            yield json.dumps(told(event), ensure_ascii=False, sort_keys=True) + "\n"


def told(event):
    """What the chain holds of an event, and beside it who it was and why."""
    return {
        "record_type": event.record_type,
        "record_id": event.record_id,
        "seq": event.seq,
        "verb": event.verb,
        "at": chain.moment(event.at),
        "by_id": event.by_id,
        "before": event.before,
        "after": event.after,
        "data": event.data,
        "detail_hash": event.detail_hash,
        "previous_hash": event.previous_hash,
        "hash": event.hash,
        "who": event.detail.name,
        "reason": event.detail.reason,
    }


def script():
    """The words of the script that goes along."""
    return SCRIPT.read_text(encoding="utf-8")
