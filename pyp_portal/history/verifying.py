"""Prove the history: every chain whole, every detail the one that was written, no tail cut."""

from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter

from django.db.models import Exists, OuterRef

from pyp_portal.history import chain
from pyp_portal.history.models import ERASED, Anchor, AnchoredHead, Event

_SIZE = 2000


@dataclass
class Verdict:
    """What a check of the whole history found."""

    events: int = 0
    records: int = 0
    anchors: int = 0
    faults: list = field(default_factory=list)

    @property
    def holds(self):
        return not self.faults


def verify():
    """Check every chain and every anchor; ``faults`` are sentences that name the record."""
    verdict = Verdict()
    events = Event.objects.select_related("detail").order_by("record_type", "record_id", "seq")
    for _key, chained in groupby(
        events.iterator(chunk_size=_SIZE), key=attrgetter("record_type", "record_id")
    ):
        verdict.records += 1
        _verify_chain(list(chained), verdict)
    _verify_anchors(verdict)
    return verdict


def _verify_chain(events, verdict):
    """Walk one record's events; the first fault is the one to report."""
    verdict.events += len(events)
    erasures = _erasures(events)
    previous = Event(seq=0, hash="")
    for event in events:
        if fault := _fault_of(event, previous, erasures):
            name = f"{event.record_type} {event.record_id}, event {event.seq}"
            verdict.faults.append(f"The history of {name}: {fault}.")
            return
        previous = event


def _erasures(events):
    """Which events were erased by a record of it, each with the hash of the reason that stays."""
    found = {}
    for event in events:
        if event.verb == ERASED:
            reasons = event.data.get("reasons", {})
            seqs = event.data.get("seqs") or [event.data["seq"]]
            found |= {seq: reasons.get(str(seq), "") for seq in seqs}
    return found


def _fault_of(event, previous, erasures):
    """What is wrong with one event, in words; empty where nothing is."""
    if event.seq != previous.seq + 1:
        return f"event {previous.seq + 1} is missing"
    if event.previous_hash != previous.hash:
        return "it does not follow the event before it"
    if event.hash != event.computed_hash():
        return "it was changed after it was written"
    return _fault_of_detail(event, erasures)


def _fault_of_detail(event, erasures):
    detail = getattr(event, "detail", None)
    if detail is None:
        return "its detail is missing"
    if detail.erased_at:
        return _fault_of_erasure(event, detail, erasures)
    if detail.computed_hash() != event.detail_hash:
        return "its detail was changed after it was written"
    return ""


def _fault_of_erasure(event, detail, erasures):
    """An erased detail is named by a record of it, and the reason that stays is the one then."""
    if event.seq not in erasures:
        return "its detail was erased without a record of it"
    kept = chain.digest(detail.reason) if detail.reason else ""
    return "" if kept == erasures[event.seq] else "its reason is not the one that was to stay"


def _verify_anchors(verdict):
    previous_hash = ""
    for anchor in Anchor.objects.order_by("pk").iterator(chunk_size=_SIZE):
        verdict.anchors += 1
        heads = anchor.heads.order_by("pk").values_list("record_type", "record_id", "seq", "hash")
        broken = (
            anchor.previous_hash != previous_hash
            or anchor.hash != anchor.computed_hash()
            or anchor.heads_hash != chain.digest(*heads)
        )
        if broken:
            verdict.faults.append(f"The anchor of {anchor.at:%Y-%m-%d %H:%M} was changed.")
        previous_hash = anchor.hash
    _verify_tails(verdict)


def _verify_tails(verdict):
    """Every anchored head must still be there: a chain that lost its end is whole but shorter."""
    same = {name: OuterRef(name) for name in ("record_type", "record_id", "seq", "hash")}
    lost = AnchoredHead.objects.filter(~Exists(Event.objects.filter(**same))).order_by("pk")
    for head in lost.select_related("anchor")[:100]:
        verdict.faults.append(
            f"The history of {head.record_type} {head.record_id}: event {head.seq}, "
            f"anchored on {head.anchor.at:%Y-%m-%d}, is gone or was replaced."
        )
