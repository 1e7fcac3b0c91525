"""The list of what was erased and removed, kept outside of the database: a restore reads it.

JSON, a line each, without any name: the first says until when the list is whole, each other one
which account or which record went, when, and by which rule of the schedule (decision 54).
"""

import json
import os
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from fcntl import LOCK_EX, flock
from pathlib import Path

from django.conf import settings
from django.db import transaction

from pyp_portal import clock
from pyp_portal.accounts.models import User
from pyp_portal.privacy.retaining_models import RemovalItem
from pyp_portal.privacy.schedule import Then, all_rules

NAME = "erasures.jsonl"
ASKED = "request"  # the rule of those who asked for it (s. 33)


@dataclass(frozen=True)
class Ledger:
    """{key: line}, and the moment until which nothing is missing (None: nothing is known)."""

    as_of: datetime | None = None
    lines: dict = field(default_factory=dict)

    def __or__(self, other):
        """Both lists in one; of what both name, the earlier line stands."""
        moments = [one for one in (self.as_of, other.as_of) if one]
        later_first = sorted([*self.lines.values(), *other.lines.values()], key=moment_of)[::-1]
        return Ledger(max(moments, default=None), {key_of(line): line for line in later_first})

    def people(self):
        """{uid: line} of those who were made anonymous."""
        return {line["person"]: line for line in self.lines.values() if "person" in line}

    def records(self):
        """The lines of what was removed by the schedule."""
        return [line for line in self.lines.values() if "record" in line]


def moment_of(line):
    """When it was done."""
    return datetime.fromisoformat(line["at"])


def key_of(line):
    """By which two lists name the same: a person once, a record once for each rule."""
    return line.get("person") or f"{line['rule']} {line['record']}"


def path():
    """Where this portal keeps its list."""
    return Path(settings.VAR_DIR) / NAME


def parsed(text):
    """The list in a text; ValueError where it is none."""
    head, *lines = [json.loads(line) for line in text.splitlines() if line.strip()] or [{}]
    as_of = datetime.fromisoformat(head["as_of"]) if head else None
    return Ledger(as_of, {key_of(line): line for line in lines})


def read(source):
    """The list in a file; an empty one where there is no file."""
    return parsed(source.read_text()) if source.is_file() else Ledger()


def text_of(ledger):
    head = {"as_of": ledger.as_of.isoformat()} if ledger.as_of else {}
    lines = [head, *(ledger.lines[key] for key in sorted(ledger.lines))]
    return "".join(json.dumps(line, sort_keys=True) + "\n" for line in lines)


def write(ledger, target):
    """Add a list to the one in a file; a reader sees the old or the new, never half of it."""
    unfinished = target.with_suffix(f".{os.getpid()}.part")
    unfinished.touch(0o600)
    unfinished.write_text(text_of(ledger | read(target)))
    unfinished.replace(target)


@contextmanager
def alone():
    """Nobody else on this machine adds to the list meanwhile."""
    with (Path(settings.VAR_DIR) / "erasures.lock").open("w") as lock:
        flock(lock, LOCK_EX)
        yield


def keep():
    """Add what the database knows to the list of this portal; answers with the whole."""
    with alone():
        whole = of_database() | read(path())
        write(whole, path())
    return whole


def keep_afterwards():
    """The same once this transaction stands; the daily job makes up for a disk that was full."""
    transaction.on_commit(keep, robust=True)


def of_database():
    """Everybody who is anonymous, and every record that the schedule removed, as of now."""
    lines = [*_people(), *_records()]
    return Ledger(clock.now().astimezone(UTC), {key_of(line): line for line in lines})


def _people():
    by_schedule = dict(done_by(Then.ANONYMISE, User).values_list("record_id", "removal__rule"))
    for pk, uid, at in User.objects.exclude(erased_at=None).values_list("pk", "uid", "erased_at"):
        rule = by_schedule.get(str(pk), ASKED)
        yield {"person": str(uid), "rule": rule, "at": at.isoformat()}


def _records():
    gone = RemovalItem.objects.done().filter(removal__rule__in=list(removing()))
    for pk, rule, at in gone.values_list("record_id", "removal__rule", "removal__as_of"):
        yield {"record": pk, "rule": rule, "at": at.isoformat()}


def removing():
    """{code: rule} of the rules by which something goes that is no account."""
    rules = all_rules().items()
    return {code: rule for code, rule in rules if rule.removes and rule.model is not User}


def done_by(then, model):
    """What was done by the rules that do this with records of this kind."""
    codes = [code for code, rule in all_rules().items() if (rule.then, rule.model) == (then, model)]
    return RemovalItem.objects.done().filter(removal__rule__in=codes)
