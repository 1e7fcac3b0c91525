"""Write history, read it, erase the personal part of it, anchor it."""

import json
import logging
import secrets
from operator import attrgetter

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.db.models import Exists, OuterRef

from pyp_portal import clock
from pyp_portal.history import chain
from pyp_portal.history.models import ERASED, Anchor, AnchoredHead, Event, EventDetail, key_of
from pyp_portal.history.origin import current

logger = logging.getLogger(__name__)


def record(obj, verb, *, by=None, before="", after="", reason="", **data):
    """Append an event to the history of a saved record.

    ``data`` is for facts that name no person; the reason, the name and the address
    go to the side row that may be erased.
    """
    origin = current()
    by = by or origin.person
    detail = EventDetail(
        salt=secrets.token_hex(16),
        name=str(by or ""),
        address=origin.address,
        reason=str(reason),
    )
    return _append(
        key_of(obj), detail, verb=verb, by=by, before=str(before), after=str(after), data=data
    )


@transaction.atomic(savepoint=False)
def _append(key, detail, *, data, **facts):
    """Link one event to the last of its record; three statements in all."""
    seq, previous_hash = _head(**key)
    event = Event(
        **key,
        **facts,
        seq=seq + 1,
        at=clock.now(),
        data=_plain(data),
        detail_hash=detail.computed_hash(),
        previous_hash=previous_hash,
    )
    event.hash = event.computed_hash()
    event.save(force_insert=True)
    detail.event = event
    detail.save(force_insert=True)
    return event


def _plain(data):
    """Dates, decimals and lazy texts as JSON keeps them."""
    return json.loads(json.dumps(data, cls=DjangoJSONEncoder, allow_nan=False))


def _head(record_type, record_id):
    """Place and hash of a record's last event; nobody else may append before we commit.

    SQLite has one writer at a time already. On PostgreSQL a function takes an
    advisory lock and looks only then, in one statement.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM history_head(%s, %s)", [record_type, record_id])
            return cursor.fetchone() or (0, "")
    events = Event.objects.filter(record_type=record_type, record_id=record_id)
    return events.order_by("-seq").values_list("seq", "hash").first() or (0, "")


def whole_timeline(obj):
    """Every event of a record, oldest first, each with its detail and person."""
    return Event.objects.of(obj).select_related("detail", "by")


def timeline(obj):
    """The same without the notes that a name was taken out: what was done with the record."""
    return whole_timeline(obj).exclude(verb=ERASED)


def latest(obj, *verbs):
    """The last event of a record (of these verbs, where given): who was first, and when."""
    events = timeline(obj).filter(verb__in=verbs) if verbs else timeline(obj)
    return events.last()


def erase(event, *, by=None, reason=""):
    """Blank the personal part of an event; the chain stays valid, and the erasure is recorded."""
    erase_all([event], by=by, reason=reason)


@transaction.atomic
def erase_all(events, *, by=None, reason="", keeps_reasons=False):
    """Blank the personal parts of many events, with one record of it for each chain: how many.

    ``keeps_reasons``: why something was decided stays in an official record, without the name
    of who decided; the record of the erasure then holds the hash of each reason.
    """
    chains = {}
    for event in sorted(events, key=attrgetter("record_type", "record_id", "seq")):
        chains.setdefault((event.record_type, event.record_id), []).append(event)
    for (kind, pk), chained in chains.items():
        detail = EventDetail(
            salt=secrets.token_hex(16), name=str(by or ""), address=current().address, reason=reason
        )
        data = _erased(chained, keeps_reasons)
        _append({"record_type": kind, "record_id": pk}, detail, verb=ERASED, by=by, data=data)
    keys = [event.pk for chained in chains.values() for event in chained]
    blank = {"salt": "", "name": "", "address": "", "erased_at": clock.now()}
    blank |= {} if keeps_reasons else {"reason": ""}
    return EventDetail.objects.filter(event__in=keys, erased_at=None).update(**blank)


def _erased(events, keeps_reasons):
    """What the record of an erasure says: of which events, and which reasons stay."""
    kept = [one for one in events if keeps_reasons and one.detail.reason]
    reasons = {str(one.seq): chain.digest(one.detail.reason) for one in kept}
    if len(events) == 1 and not reasons:
        return {"seq": events[0].seq}
    return {"seqs": [one.seq for one in events], "reasons": reasons}


def _unanchored_heads():
    """The last events of the records that moved since the last anchor."""
    same_record = {"record_type": OuterRef("record_type"), "record_id": OuterRef("record_id")}
    later = Event.objects.filter(**same_record, seq__gt=OuterRef("seq"))
    anchored = AnchoredHead.objects.filter(**same_record, seq=OuterRef("seq"))
    return Event.objects.filter(~Exists(later), ~Exists(anchored)).values_list(
        "record_type", "record_id", "seq", "hash"
    )


@transaction.atomic
def lay_anchor():
    """Write down where every chain ends now; the log keeps a copy outside of the database."""
    heads = list(_unanchored_heads())
    last = Anchor.objects.last()
    anchor = Anchor(
        at=clock.now(),
        heads_hash=chain.digest(*heads),
        previous_hash=last.hash if last else "",
    )
    anchor.hash = anchor.computed_hash()
    anchor.save()
    AnchoredHead.objects.bulk_create(
        [
            AnchoredHead(anchor=anchor, record_type=kind, record_id=pk, seq=seq, hash=head)
            for kind, pk, seq, head in heads
        ],
        batch_size=500,
    )
    logger.info("history anchored: %s", anchor.hash)
    return anchor
