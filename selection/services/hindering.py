"""What stands in the way of a release: of each result, and of the whole announcement."""

from dataclasses import dataclass, field

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from proposals.services.moving import refusal
from selection import guards, quorums
from selection.kinds import MOVES, Outcome, Stage
from selection.models import ScoreSheet
from selection.services import letters
from selection.services.announcing import nothing_in_it
from selection.services.closeness import closed_to
from selection.services.departing import about_closed, departures

NAMED = 5  # numbers of proposals behind a sentence
SAID = 8  # sentences in a mail


def items_of(announcement):
    """Its items with all that guards and letters ask about."""
    return announcement.items.select_related(
        "announcement__plan__call",
        "announcement__meeting",
        "proposal__call",
        "proposal__lead_agency",
        "proposal__owner",
        "resolution__item__meeting__committee__plan",
        "resolution__item__meeting__minutes",
        "resolution__item__proposal",
        "slot__proposal",
        "letter",
    )


@dataclass(frozen=True)
class Known:
    """What guards ask about all items of an announcement at once; empty: each asks for itself."""

    quorums: dict = field(default_factory=dict)  # by item of an agenda
    capacity: tuple = ()  # the one answer for all who are selected
    sheets: dict = field(default_factory=dict)  # how many are in, by proposal


def known_of(items):
    """Quorums and sheets of these items, in statements that do not depend on their number."""
    meetings, found = {}, {}
    for item in items:
        if item.resolution_id:
            agenda = item.resolution.item
            meetings.setdefault(agenda.meeting, []).append(agenda)
    for meeting, agenda in meetings.items():
        found |= quorums.of_items(meeting, agenda)
    sheets = dict.fromkeys((item.proposal_id for item in items), 0)
    submitted = ScoreSheet.objects.counted().filter(stage=Stage.DOC, proposal__in=sheets)
    by_proposal = submitted.order_by().values_list("proposal")
    counted = sheets | dict(by_proposal.annotate(count=Count("pk")))
    chosen = [item.announcement for item in items if item.outcome == Outcome.SELECTED]
    capacity = tuple(guards.capacity_ok(announcement) for announcement in chosen[:1])
    return Known(quorums=found, sheets=counted, capacity=capacity)


def answers(item, known=None):
    """The guards of an item's transition, with their answers (section 5.3)."""
    checks = {
        Outcome.SHORTLISTED: _shortlist_answers,
        Outcome.NOT_SHORTLISTED: _shortlist_answers,
        Outcome.NO_SHOW: _no_show_answers,
        Outcome.PROMOTED: _promotion_answers,
    }
    return checks.get(item.outcome_enum, _decision_answers)(item, known or Known())


def _shortlist_answers(item, known):
    plan, count = item.announcement.plan, known.sheets.get(item.proposal_id)
    return {
        "sheets_submitted": guards.sheets_submitted(item.proposal, plan, count),
        "decision_recorded": _decided(item),
        "pitch_planned": guards.pitch_planned(plan),
        "announcement_signed": guards.announcement_signed(item.announcement),
    }


def _decided(item):
    return guards.decision_recorded(item.resolution, item.outcome, item.reserve_rank)


def _no_show_answers(item, _known):
    return {
        "slot_missed": guards.slot_missed(item.slot),
        "announcement_signed": guards.announcement_signed(item.announcement),
    }


def _promotion_answers(item, _known):
    return {
        "seat_left": guards.seat_left(item.announcement.plan),
        "next_in_reserve": guards.next_in_reserve(item.proposal),
        "announcement_signed": guards.announcement_signed(item.announcement),
    }


def _decision_answers(item, known):
    agenda = item.resolution.item if item.resolution_id else None
    meeting = agenda.meeting if agenda else None
    found = {
        "meeting_quorate": guards.meeting_quorate(agenda, agenda and known.quorums.get(agenda.pk)),
        "notice_ok": guards.notice_ok(meeting),
        "decision_recorded": _decided(item),
        "minutes_certified": guards.minutes_certified(meeting),
        "announcement_signed": guards.announcement_signed(item.announcement),
        "pitch_mode_allows": guards.pitch_mode_allows(item.proposal, item.announcement.plan),
    }
    if item.outcome == Outcome.SELECTED:
        (found["capacity_ok"],) = known.capacity or (guards.capacity_ok(item.announcement),)
    return found


def obstacles(announcement, user=None):
    """Every sentence that stands between this announcement and its release, each once.

    About proposals that are closed to the person who asks it says no more than that there is one.
    """
    items = list(items_of(announcement))
    if not items:
        return [nothing_in_it()]
    known, closed = known_of(items), closed_to(user, announcement.plan) if user else set()
    refused = [
        sentence if item.proposal_id not in closed else about_closed()
        for item in items
        for sentence in guards.settle(answers(item, known))[1]
    ]
    unsaid = [*departures(announcement, items, closed), *letters.unapproved(announcement, items)]
    return list(dict.fromkeys([*refused, *unsaid]))


# --- Why a release that was under way was stopped
def in_the_way(announcement, user=None):
    """The same for who reads of it later: each sentence once, with the proposals it is about.

    Short enough for a mail: so many sentences, so many numbers behind each; the rest counted.
    """
    items = list(items_of(announcement))
    if not items:
        return [nothing_in_it()]
    closed = closed_to(user, announcement.plan) if user else set()
    found, known = {}, known_of(items)
    for item in items:
        for sentence in _of_item(item, known):
            is_shut = item.proposal_id in closed
            codes = found.setdefault(about_closed() if is_shut else sentence, [])
            if not is_shut and item.proposal.code not in sentence:
                codes.append(item.proposal.code)
    said = [_with_codes(sentence, codes) for sentence, codes in found.items()]
    said += departures(announcement, items, closed) + letters.unapproved(announcement, items)
    return _shortened(list(dict.fromkeys(said)))


def _of_item(item, known):
    """Its guards that do not hold; where the proposal has moved on, that alone."""
    if refusal(item.proposal, MOVES[item.outcome_enum]):
        state = item.proposal.state_enum.label
        return [
            _("The state is “%(state)s” now: this result cannot be given any more.")
            % {"state": state}
        ]
    return guards.settle(answers(item, known))[1]


def _with_codes(sentence, codes):
    if not codes:
        return sentence
    more = len(codes) - NAMED
    rest = _(" and %(count)d more") % {"count": more} if more > 0 else ""
    return f"{sentence} ({', '.join(codes[:NAMED])}{rest})"


def _shortened(said):
    more = len(said) - SAID
    if more <= 0:
        return said
    rest = ngettext(
        "%(count)d more sentence stands on the page of the announcement.",
        "%(count)d more sentences stand on the page of the announcement.",
        more,
    )
    return [*said[:SAID], rest % {"count": more}]
