"""Report what is over its time, have two people agree, then remove it piece by piece (J4).

Nothing is removed that was not in the report to which both agreed, and nothing that has since
been held back or come to life again.
"""

from collections import Counter
from hashlib import sha256

from django.db import IntegrityError, transaction
from django.db.models import CharField
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from pyp_portal import clock, doorbell
from pyp_portal.access import require
from pyp_portal.accounts import approvals
from pyp_portal.accounts.refusals import Refused
from pyp_portal.history.services import record
from pyp_portal.privacy import ledger
from pyp_portal.privacy.permissions import can_agree_to_removal, can_propose_removal
from pyp_portal.privacy.retaining_models import Hold, Removal, RemovalItem
from pyp_portal.privacy.schedule import Then, all_rules

KIND = "removal"
GO_ON = "privacy.go_on"
AT_ONCE = 200  # records of one run of the worker
NAMELESS = "–"


def due(rule, moment):
    """The records over their time at this moment that nobody holds back."""
    found = undone(rule, moment)
    held = Hold.objects.of(found.model).values("record_id")
    return found.exclude(key_of_record__in=held)


def undone(rule, moment):
    """The same, held back or not."""
    keyed = rule.due(moment).annotate(key_of_record=Cast("pk", CharField()))
    if rule.once:
        done = RemovalItem.objects.done().filter(removal__rule=rule.code)
        keyed = keyed.exclude(key_of_record__in=done.order_by().values("record_id"))
    return keyed.order_by("pk")


def digest_of(rule, rows):
    """By which two people know that they agree to the same list."""
    lines = [rule.code, *(f"{row._meta.label_lower} {row.pk}" for row in rows)]
    return sha256("\n".join(lines).encode()).hexdigest()


def look():
    """Write the report of every rule anew, but for those about which somebody decides now."""
    for rule in all_rules().values():
        if rule.due:
            write_report(rule)


@transaction.atomic
def write_report(rule):
    """The open report of a rule as of now; None where nothing is due or people are at it."""
    removal = Removal.objects.select_for_update().filter(rule=rule.code, done_at=None).first()
    if removal and (removal.confirmed_at or approvals.open_for(removal, KIND)):
        return None
    now = clock.now()
    rows = list(due(rule, now))
    if removal and not rows:
        removal.delete()
    if not rows:
        return None
    facts = {"as_of": now, "digest": digest_of(rule, rows), "count": len(rows)}
    removal = removal or _begun(rule, facts)
    if removal is None:
        return None
    for name, value in facts.items():
        setattr(removal, name, value)
    removal.save()
    removal.items.all().delete()
    RemovalItem.objects.bulk_create([_item(removal, rule, row) for row in rows], batch_size=500)
    return removal


def _begun(rule, facts):
    """A new report; None where another worker began one at this moment."""
    try:
        with transaction.atomic():
            return Removal.objects.create(rule=rule.code, **facts)
    except IntegrityError:
        return None


def _item(removal, rule, row):
    key = {"record_type": row._meta.label_lower, "record_id": str(row.pk)}
    return RemovalItem(removal=removal, **key, label=str(row)[:300], since=rule.since(row))


@transaction.atomic
def propose(removal, *, by, reason):
    """Ask a second person to agree to this list."""
    require(can_propose_removal(by))
    held = _open(removal)
    return approvals.propose(KIND, held, by=by, reason=reason, digest=held.digest)


def _open(removal):
    held = Removal.objects.select_for_update().filter(pk=removal.pk).first()
    if held is None:  # written anew meanwhile, and nothing was left to report
        raise Refused(_("Nothing waits here for a decision any more."))
    if held.confirmed_at:
        raise Refused(_("Somebody agreed to this report already. It is being done."))
    return held


@transaction.atomic
def confirm(approval, *, by):
    """The second person agrees: the worker begins. Refused where the list is another one now."""

    def begin(_said):
        removal = _open(approvals.record_of(approval))
        rule = all_rules()[removal.rule]
        digest = digest_of(rule, due(rule, removal.as_of))
        if digest != approval.payload["digest"]:
            raise Refused(_("The list has changed since it was proposed. Have it proposed anew."))
        removal.asked_by, removal.confirmed_by = approval.asked_by, by
        removal.confirmed_at = clock.now()
        removal.save()
        record(removal, "removal begun", by=by, count=removal.count, rule=removal.rule)
        doorbell.ring_by_name(GO_ON)
        return removal

    return approvals.confirm(approval, by=by, allowed=can_agree_to_removal, act=begin)


@transaction.atomic
def hold(item, *, by, reason):
    """Keep a record beyond its time, with a reason; Refused where a worker was faster."""
    require(can_propose_removal(by))
    Removal.objects.select_for_update().filter(pk=item.removal_id).first()  # as ``write_report``
    if not RemovalItem.objects.select_for_update().filter(pk=item.pk, done_at=None).exists():
        raise Refused(_("Nothing waits here for a decision any more."))
    key = {"record_type": item.record_type, "record_id": item.record_id}
    try:
        with transaction.atomic():
            made = Hold.objects.create(
                **key, label=item.label, reason=reason, by=by, at=clock.now()
            )
    except IntegrityError:
        raise Refused(_("This record is held back already.")) from None
    record(made, "held back", by=by, reason=reason, **key)
    if not item.removal.confirmed_at and not approvals.open_for(item.removal, KIND):
        write_report(all_rules()[item.removal.rule])
    return made


@transaction.atomic
def let_go(held, *, by):
    """The reason is gone: the next report names the record again."""
    require(can_propose_removal(by))
    held = Hold.objects.select_for_update().get(pk=held.pk)
    if held.ended_at:
        raise Refused(_("This record is not held back any more."))
    held.ended_at, held.ended_by = clock.now(), by
    held.save(update_fields=["ended_at", "ended_by"])
    record(held, "let go", by=by)
    return held


def go_on():
    """Do what two people agreed to, each record in a transaction of its own: how many.

    A worker that dies leaves the rest to the next run; two workers never do the same record.
    A record at which something fails waits without holding up the others; the run then fails, so
    that it stands among what failed.
    """
    done, trouble = 0, None
    for removal in Removal.objects.running().order_by("pk"):
        for key in list(removal.items.filter(done_at=None).values_list("pk", flat=True)[:AT_ONCE]):
            try:
                done += _do(removal, key)
            except Exception as found:
                trouble = found
        _end(removal)
    if trouble:
        raise trouble
    return done


@transaction.atomic
def _do(removal, key):
    """One record, as the rule says; True where it was this run that did it."""
    item = RemovalItem.objects.select_for_update().get(pk=key)
    if item.done_at:
        return False
    rule = all_rules()[removal.rule]
    row = due(rule, removal.as_of).filter(pk=item.record_id).first()
    if row is None:
        is_held = Hold.objects.standing().filter(
            record_type=item.record_type, record_id=item.record_id
        )
        item.skipped = item.Skipped.HELD if is_held.exists() else item.Skipped.NOT_DUE
    else:
        _act(rule, row, item, removal.confirmed_by)
    item.done_at = clock.now()
    item.save()
    return True


def _act(rule, row, item, by):
    """A record to which something still points, or that still has work, stays and says so."""
    try:
        with transaction.atomic():
            item.counts = rule.act(row, by)
    except (IntegrityError, Refused):  # a record that is protected is one of the first
        item.skipped = item.Skipped.BOUND
        return
    if rule.nameless or rule.then == Then.ANONYMISE:
        item.label = NAMELESS  # the record of it must not keep the name


@transaction.atomic
def _end(removal):
    """Close the report once nothing is left of it, with what went in all."""
    held = Removal.objects.select_for_update().get(pk=removal.pk)
    if held.done_at or held.items.filter(done_at=None).exists():
        return
    total = Counter()
    for counts in held.items.filter(skipped="").values_list("counts", flat=True):
        total.update({**counts, "records": 1})
    held.counts, held.done_at = dict(total), clock.now()
    held.save(update_fields=["counts", "done_at"])
    record(held, "removal done", by=held.confirmed_by, rule=held.rule, **held.counts)
    ledger.keep_afterwards()
