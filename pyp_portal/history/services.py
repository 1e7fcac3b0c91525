"""Write history, read it, erase the personal part of it, anchor it."""

import json
import logging
import secrets

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.db.models import Exists, OuterRef

from pyp_portal import clock
from pyp_portal.history import chain
from pyp_portal.history.models import Anchor, AnchoredHead, Event, EventDetail, key_of
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


def timeline(obj):
    """The events of a record, oldest first, each with its detail and person."""
    return Event.objects.of(obj).select_related("detail", "by")


def latest(obj, *verbs):
    """The last event of a record (of these verbs, where given): who was first, and when."""
    events = timeline(obj).filter(verb__in=verbs) if verbs else timeline(obj)
    return events.last()


def erase(event, *, by=None, reason=""):
    """Blank the personal part of an event; the chain stays valid, and the erasure is recorded."""
    key = {"record_type": event.record_type, "record_id": event.record_id}
    detail = EventDetail(
        salt=secrets.token_hex(16), name=str(by or ""), address=current().address, reason=reason
    )
    with transaction.atomic():
        _append(key, detail, verb="erased", by=by, data={"seq": event.seq})
        EventDetail.objects.filter(event=event, erased_at=None).update(
            salt="", name="", address="", reason="", erased_at=clock.now()
        )


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
