"""What is next for a team: which step, who takes it, until when."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from cohorts import gates, guards
from cohorts.states import FORMING, REPORTING, GateState, RuleResult
from proposals.states import State
from pyp_portal import clock, thai

DAYS_TO_ANSWER = 5  # working days for a person or the office to answer
MOST = 8


@dataclass(frozen=True)
class Step:
    """One step: in words, who takes it, until when, and where."""

    words: str
    who: str
    url: str
    until: date | None = None

    @property
    def is_late(self):
        return self.until is not None and self.until < clock.today()


def steps(team):
    """The next steps of a team, the nearest day first; what has no day comes last."""
    found = list(BY_STATE.get(team.proposal.state, lambda team: ())(team))
    if team.proposal.state in FORMING:
        found += seats(team)
    return sorted(found, key=lambda step: (step.until is None, step.until or date.max))[:MOST]


def office():
    return _("Office of the programme")


def soon(moment):
    """Some working days after a moment."""
    return thai.add_working_days(clock.localdate(moment), DAYS_TO_ANSWER)


def to(name, team, *args):
    return reverse(f"cohorts:{name}", args=[team.proposal.code, *args])


# --- Seats --------------------------------------------------------------------
def seats(team):
    """What each seat that is not confirmed waits for."""
    waiting = team.participants.standing().filter(confirmed_at=None)
    for seat in waiting.select_related("tier", "agency", "person"):
        words, who, until = waits_for(seat)
        yield Step(words % {"tier": seat.tier}, str(who), seat.get_absolute_url(), until)


def waits_for(seat):
    """The step of one seat, who takes it, until when."""
    if seat.nominated_at is None:
        return _("Name a participant for %(tier)s"), seat.agency, seat.due_on
    since = soon(seat.accepted_at or seat.exception_at or seat.nominated_at)
    if seat.rule_result == RuleResult.FAIL:
        return _("Name somebody else for %(tier)s"), seat.agency, since
    if not seat.is_admitted:
        return _("Decide about an exception for %(tier)s"), office(), since
    if seat.accepted_at:
        return _("Confirm the participant for %(tier)s"), office(), since
    return _("Say whether you take the seat %(tier)s"), seat.person, since


# --- By state -----------------------------------------------------------------
def selected(team):
    """Commitment, then the lab."""
    begins = team.cohort.lab_starts_on
    if guards.commitment_letter(team):
        words = _("Enter the letter of commitment")
        yield Step(words, office(), to("commitment", team), begins)
    elif not guards.team_complete(team):
        yield Step(_("Enter the lab"), office(), team.get_absolute_url(), begins)
    for key in guards.composition_of(team).empty if not team.gap_waived_at else ():
        tier = next(tier for tier in team.cohort.tiers.all() if tier.key == key)
        words = _("Nobody has confirmed yet as %(tier)s") % {"tier": tier}
        yield Step(words, office(), to("seat_new", team), begins)


def in_lab(team):
    """The phases under way, or the first that has not begun; then the end of the lab."""
    phases = [phase for phase in team.phases.all() if not phase.is_through]
    under_way = [phase for phase in phases if phase.state != GateState.NOT_STARTED]
    papers = {one.code: one for one in team.deliverables.all()}
    if not phases:
        yield Step(_("Complete the lab"), office(), team.get_absolute_url())
    for phase in under_way or phases[:1]:
        phase.team = team
        yield from of_phase(team, phase, papers[phase.phase_enum.code])


def of_phase(team, phase, paper):
    """What one phase waits for."""
    gate, code = to("gate", team, phase.phase), phase.phase_enum.code
    coordinator = _("Coordinator")
    if phase.state == GateState.NOT_STARTED:
        words = _("Begin the phase %(phase)s") % {"phase": phase}
        yield Step(words, coordinator, gate, phase.planned_start)
    elif phase.state == GateState.GATE_REQUESTED:
        words = _("Decide about gate %(code)s") % {"code": code}
        yield Step(words, office(), gate, soon(phase.requested_at or clock.now()))
    else:
        if not paper.approved_at:
            yield paper_step(team, paper)
        lacking = gates.missing(phase)
        rest = lacking if paper.approved_at else lacking[1:]
        yield from (Step(words, _("The team"), gate, phase.planned_end) for words in map(str, rest))
        if not lacking:
            words = _("Request gate %(code)s") % {"code": code}
            yield Step(words, coordinator, gate, phase.planned_end)


def paper_step(team, paper):
    """Who has the deliverable now: the team, or the coordinator."""
    url, code = to("deliverable", team, paper.code), {"code": paper.code}
    if paper.is_waiting:
        words = _("Approve deliverable %(code)s or send it back") % code
        return Step(words, _("Coordinator"), url, soon(paper.submitted_at))
    words = (
        _("Mend deliverable %(code)s") if paper.returned_at else _("Hand in deliverable %(code)s")
    )
    return Step(words % code, _("The team"), url, paper.due_on)


def lab_completed(team):
    """The presentation, planned or held."""
    item = team.item_to_record
    if item is None:
        words, until = _("Give the issue a place in a presentation session"), None
    else:
        words, until = _("Present the results"), item.session.held_on
    yield Step(words, office(), to("follow", team), until)


def presented(team):
    yield Step(_("Start the follow-up"), office(), team.get_absolute_url())


def following(team):
    """The next report that is owed."""
    owed = team.rounds.waiting().order_by("due_on").first()
    if owed is not None:
        words = _("Report after %(months)d months") % {"months": owed.months}
        yield Step(words, str(team.responsible_agency or ""), owed.get_absolute_url(), owed.due_on)


BY_STATE = {
    State.SELECTED: selected,
    State.IN_LAB: in_lab,
    State.LAB_COMPLETED: lab_completed,
    State.PRESENTED: presented,
    **dict.fromkeys(REPORTING, following),
}
