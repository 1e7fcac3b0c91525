"""The memorandum to the director, from the record: who, with which quorum, and why (PD-14)."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from proposals.grounds import REASON_MIN, MoveRefused
from pyp_portal.history.services import record
from pyp_portal.papers import afterwards
from pyp_portal.papers.kinds import Kind
from selection import guards, quorums, release_papers
from selection.documents import papers_about
from selection.kinds import WINNING, Outcome
from selection.models import TieBreak
from selection.seal_papers import STEPS_TH
from selection.services.announcing import beyond_limits
from selection.services.board import standings
from selection.services.breaking import groups_of, steps_of
from selection.services.hindering import items_of
from selection.services.holding import hold

CHOSEN = WINNING | {Outcome.SHORTLISTED}
ALIKE = [{outcome} for outcome in Outcome if outcome != Outcome.RESERVE]  # a reserve has its rank


@transaction.atomic
def write_memorandum(announcement, *, by, reason=""):
    """Issue the memorandum as the record stands, in place of the one that stands already.

    Of several only the last one holds: it names the one before, which says that it was
    replaced. To replace one needs a reason.
    """
    hold(announcement)  # two at once would both stand
    if before := standing_memorandum(announcement):
        paper = _written_anew(before, reason, by)
    else:
        paper = release_papers.memorandum(announcement, facts_of(announcement), writer=by)
    record(announcement, "memorandum written", by=by)
    return paper


def standing_memorandum(announcement):
    """The memorandum that holds now, or None before one is written."""
    return papers_about(announcement).standing().filter(kind=Kind.MEMORANDUM).first()


def _written_anew(before, reason, by):
    if len(reason.strip()) < REASON_MIN:
        raise MoveRefused(
            _("Document %(number)s stands. Write why another one takes its place.")
            % {"number": before.number}
        )
    try:
        return afterwards.correct(before, reason=reason, by=by)
    except afterwards.Refused as refused:
        raise MoveRefused(refused.sentence) from None


def facts_of(announcement):
    """Everything the paper says, from resolutions, meetings and scores."""
    items = list(items_of(announcement))
    ranked = _standings(announcement, items)
    rows = [_row(item, ranked.get(item.proposal_id)) for item in items]
    chosen = [row for row in rows if row["item"].outcome in CHOSEN]
    reserve = [row for row in rows if row["item"].outcome == Outcome.RESERVE]
    with override("th"):
        beyond = [excess.sentence for excess in beyond_limits(announcement)]
        ties = _ties(items)
    return {
        "chosen": sorted(chosen, key=lambda row: row["item"].proposal.code),
        "reserve": sorted(reserve, key=lambda row: row["item"].reserve_rank),
        "others": len(items) - len(chosen) - len(reserve),
        "meetings": [_of_meeting(*one) for one in _agenda_of(items).items()],
        "departures": [item for item in items if _departs(item)],
        "tied": _tied(rows),
        "ties": ties,
        "beyond": beyond,
        "holding": announcement.plan.call.proposals.filter(state__in=guards.HOLDING).count(),
    }


def _row(item, standing):
    """An item with where it stands; before a pitch by its documents alone."""
    score = None
    if standing:
        score = standing.doc if standing.final is None else standing.final
    return {"item": item, "standing": standing, "score": score}


def _tied(rows):
    """Equal scores that no tie-break put in order: who has them, whether the order mattered."""
    found = {}
    for row in rows:
        if row["standing"] and row["standing"].is_tied:
            found.setdefault(row["standing"].final, []).append(row["item"])
    return [
        {
            "final": final,
            "codes": sorted(item.proposal.code for item in items),
            "alike": {item.outcome for item in items} in ALIKE,
        }
        for final, items in sorted(found.items(), reverse=True)
    ]


def _ties(items):
    """Settled tie-breaks between any of these: the score, the order found, the steps taken."""
    proposals = [item.proposal_id for item in items]
    found = TieBreak.objects.filter(settled_at__isnull=False, places__proposal__in=proposals)
    return [
        {
            "final": tie.final,
            "codes": [code for group in groups_of(tie) for code in group],
            "steps": [STEPS_TH[step] for step, _seed, _values in steps_of(tie)],
        }
        for tie in found.distinct().order_by("settled_at")
    ]


def _standings(announcement, items):
    found = standings(announcement.plan, [item.proposal for item in items])
    return {standing.key.pk: standing for standing in found}


def _departs(item):
    return item.resolution_id is not None and bool(item.resolution.departure_reason)


def _agenda_of(items):
    """{meeting: its items of the agenda that decided something here}, in their order."""
    found = {}
    for item in items:
        if item.resolution_id:
            agenda = item.resolution.item
            found.setdefault(agenda.meeting, []).append(agenda)
    return found


def _of_meeting(meeting, agenda):
    """A meeting with the lowest number of members that decided about any of its items."""
    quorum = quorums.of_items(meeting, agenda).values()
    return {
        "meeting": meeting,
        "seats": max(one.seats for one in quorum),
        "present": min(one.present for one in quorum),
        "required": max(one.required for one in quorum),
        "recused": sum(one.recused > 0 for one in quorum),
    }
