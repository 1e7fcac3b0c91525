"""Do again what a restore brought back: erasures and removals that the list beside it knows.

Nobody is written to a second time, and nothing refuses: what was done once by two people, or by
the schedule, stands. Work that still hangs on a person in the archive is named, so that the
office hands it on.
"""

import logging
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from pyp_portal import clock
from pyp_portal.accounts.models import Approval, User
from pyp_portal.accounts.refusals import Refused
from pyp_portal.history.services import record
from pyp_portal.privacy import erasing, ledger, retaining, services
from pyp_portal.privacy.models import (
    Erasure,
    Outcome,
    Removal,
    RemovalItem,
    Right,
    RightsRequest,
)
from pyp_portal.templatetags.thai import thai_date

logger = logging.getLogger(__name__)
MOST = 500  # keys in one question to the database


@dataclass
class Repeated:
    """How many accounts and records went again, and (page, what) of work that waits for others."""

    people: int = 0
    records: int = 0
    bound: list = field(default_factory=list)


def lacking(known):
    """(accounts that are not anonymous yet, {rule: records that are there yet}) of a list."""
    people = known.people()
    there = [
        person
        for some in portions(list(people))
        for person in User.objects.filter(uid__in=some, erased_at=None).order_by("pk")
    ]
    by_rule = defaultdict(list)
    for line in known.records():
        by_rule[line["rule"]].append(line)
    rules = ledger.removing()
    return there, {
        rules[code]: rows
        for code, lines in by_rule.items()
        if code in rules and (rows := still_there(rules[code], lines))
    }


def still_there(rule, lines):
    """Those of the listed records that are over their time by this rule, and were not removed."""
    moment = max(map(ledger.moment_of, lines))
    found = retaining.undone(rule, moment)
    keys = [line["record"] for line in lines]
    return [row for some in portions(keys) for row in found.filter(pk__in=some)]


def portions(keys):
    return [keys[start : start + MOST] for start in range(0, len(keys), MOST)]


def repeat(known):
    """Do again whatever a database lacks of a list; each account, each record by itself."""
    people, records = lacking(known)
    done = Repeated()
    lines = known.people()
    for person in people:
        done.bound += erase_again(person, lines[str(person.uid)])
        done.people += 1
    for rule, rows in records.items():
        done.records += remove_again(rule, rows)
    return done


@transaction.atomic
def erase_again(person, line):
    """An account becomes anonymous once more: (page, what) of work that hangs on it."""
    held = User.objects.select_for_update(no_key=True).get(pk=person.pk)
    bound = [(held.get_absolute_url(), one.title) for one in erasing.bound_by(held)]
    with translation.override("th"):
        reason = _("Done again after a restore; it was done first on %(day)s.") % {
            "day": thai_date(ledger.moment_of(line))
        }
        words = _("The account was made anonymous. Official records stay, without your name.")
    erasing.make_anonymous(held, by=None, reason=reason)
    Approval.objects.filter(pk__in=Approval.objects.of(held, erasing.KIND).open()).delete()
    Erasure.objects.running().filter(request__person=held).update(done_at=clock.now())
    for asked in RightsRequest.objects.waiting().filter(person=held, right=Right.ERASE):
        services.settle(asked, by=None, outcome=Outcome.PARTLY, words=words)
    return bound


def remove_again(rule, rows):
    """What a rule removed goes once more, and stands among what was done: how many."""
    now, counts = clock.now(), Counter()
    removal = Removal.objects.create(
        rule=rule.code, as_of=now, digest=retaining.digest_of(rule, rows), count=len(rows),
        confirmed_at=now, done_at=now,
    )  # fmt: skip
    for row in rows:
        counts.update(removed(removal, rule, row))
    removal.counts = dict(counts)
    removal.save(update_fields=["counts"])
    record(removal, "removal done again", rule=rule.code, **removal.counts)
    return counts["records"]


def removed(removal, rule, row):
    """One record, in a transaction of its own; one to which something points stays."""
    key = {"record_type": row._meta.label_lower, "record_id": str(row.pk)}
    facts = {"removal": removal, "label": retaining.NAMELESS, "since": rule.since(row), **key}
    try:
        with transaction.atomic():
            counts = rule.act(row, None)
            RemovalItem.objects.create(**facts, counts=counts, done_at=clock.now())
    except (IntegrityError, Refused):
        logger.warning("%s %s could not be removed again", *key.values())
        return {}
    return {**counts, "records": 1}
