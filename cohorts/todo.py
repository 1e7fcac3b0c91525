"""What waits for a person in this room, for the task list of their home."""

from functools import partial

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from cohorts import todo_answers, todo_voices
from cohorts.models import (
    Deliverable,
    FollowUpReport,
    FollowUpRound,
    LabPartner,
    Participant,
    PresentationItem,
    ReportContact,
    TeamPhase,
)
from cohorts.states import (
    FORMING,
    REPORTING,
    WORKERS,
    GateState,
    Phase,
    RoundState,
    RuleResult,
    TierKey,
)
from cohorts.todo_archive import to_hand_over
from cohorts.todo_directives import to_carry_out, to_confirm
from cohorts.todo_parts import end_of, mine_or_nobodys
from cohorts.todo_reports import to_write_and_sign
from cohorts.todo_requests import to_answer_areas
from cohorts.todo_training import to_evaluate
from cohorts.visibility import seen_by
from proposals.models import Proposal
from proposals.states import State
from pyp_portal import clock
from pyp_portal.todo import MOST, Kind, Todo, told


def todo(user):
    """Everything of this room that this person is asked to do."""
    return told(user, kinds(user))


def kinds(user):
    """All that may wait for this person in this room."""
    is_in, is_office = takes_part(user), user.is_sto_staff
    found = [*to_nominate(user), *to_carry_out(user)]
    if is_in:
        found += [to_answer(user), to_hand_in(user), to_approve(user), to_evaluate(user)]
        found += todo_answers.for_team(user)
    if is_in or user.active_memberships:
        found.append(to_report(user))
    if is_in or is_office:
        found += todo_voices.kinds(user)
    if is_in or is_office or user.active_memberships:
        found.append(to_answer_areas(user))
    if user.is_portal_admin:
        found.append(to_hand_over(user))
    return [*found, *to_decide(user)] if is_office else found


def takes_part(user):
    """Whether a team knows this person, as most people who come home are not known to any."""
    known = (model.objects.filter(person=user.pk) for model in (LabPartner, ReportContact))
    seats = Participant.objects.filter(person=user.pk).order_by().values("pk")
    return seats.union(*(rows.order_by().values("pk") for rows in known)).exists()


def open_seats(user):
    """Seats not yet confirmed, of teams that people still join."""
    seats = Participant.objects.visible_to(user).standing().filter(confirmed_at=None)
    return seats.filter(team__proposal__state__in=FORMING)


def to_answer(user):
    """Seats for which I am nominated, where the rule lets me in."""
    admitted = Q(rule_result=RuleResult.PASS) | Q(exception_at__isnull=False)
    return Kind(open_seats(user).filter(admitted, person=user, accepted_at=None), answers)


def answers(seats):
    for seat in seats.for_list():
        title = _("Say whether you take the seat %(tier)s") % {"tier": seat.tier}
        yield Todo(title, seat.get_absolute_url(), detail=str(seat.team.proposal), icon="user")


def to_nominate(user):
    """Seats for which my agencies are asked to name somebody."""
    agencies = [m.agency_id for m in user.active_memberships if m.can_endorse or m.can_submit]
    if not agencies:
        return []
    nobody = Q(nominated_at=None) | Q(rule_result=RuleResult.FAIL)
    return [Kind(open_seats(user).filter(nobody, agency__in=agencies), nominations)]


def nominations(seats):
    for seat in seats.for_list():
        title = _("Name a participant for %(tier)s") % {"tier": seat.tier}
        due = end_of(seat.due_on) if seat.due_on else None
        yield Todo(title, seat.get_absolute_url(), str(seat.team.proposal), due=due, icon="users")


def to_hand_in(user):
    """Deliverables of phases under way that my team owes, or has to mend."""
    mine = Participant.objects.confirmed().filter(person=user, tier__key__in=WORKERS)
    under_way = TeamPhase.objects.filter(
        team__in=mine.values("team"),
        team__proposal__state=State.IN_LAB,
        state__in=(GateState.ACTIVE, GateState.SENT_BACK),
    )
    return Kind(under_way, partial(owed_in, user))


def owed_in(user, under_way):
    """The deliverables of these phases, in one statement beside that of the phases."""
    asked = {(phase.team_id, phase.phase_enum.code) for phase in under_way}
    owed = Deliverable.objects.filter(team__in={team for team, _code in asked}, approved_at=None)
    owed = owed.exclude(submitted_at__isnull=False, returned_at=None)
    for one in seen_by(user, owed, "team__").select_related("team__proposal"):
        if (one.team_id, one.code) in asked:
            yield hand_in(one)


def hand_in(one):
    """The line of a deliverable that is owed."""
    url = reverse("cohorts:deliverable", args=[one.team.proposal.code, one.code])
    words = _("Mend deliverable %(code)s") if one.returned_at else _("Hand in deliverable %(code)s")
    tone = "wait" if one.returned_at else "work"
    title = words % {"code": one.code}
    return Todo(title, url, str(one.team.proposal), due=end_of(one.due_on), tone=tone, icon="file")


def to_approve(user):
    """Deliverables that wait for me as coordinator."""
    waiting = Deliverable.objects.exclude(submitted_at=None).filter(
        approved_at=None,
        returned_at=None,
        team__proposal__state=State.IN_LAB,
        team__participants__person=user,
        team__participants__tier__key=TierKey.COORDINATOR,
        team__participants__confirmed_at__isnull=False,
        team__participants__replaced_at=None,
        team__participants__withdrawn_at=None,
    )
    return Kind(seen_by(user, waiting, "team__").distinct(), approvals)


def approvals(deliverables):
    for one in deliverables.select_related("team__proposal"):
        url = reverse("cohorts:deliverable", args=[one.team.proposal.code, one.code])
        title = _("Approve deliverable %(code)s or send it back") % {"code": one.code}
        yield Todo(title, url, str(one.team.proposal), due=end_of(one.due_on), icon="check")


def to_report(user):
    """Reports that my agencies owe, or that I write, and whose round is open."""
    agencies = [m.agency_id for m in user.active_memberships if m.can_edit or m.can_submit]
    owed = FollowUpRound.objects.visible_to(user).waiting()
    mine = {"team__report_contacts__person": user, "team__report_contacts__ended_at": None}
    owed = owed.filter(Q(team__responsible_agency__in=agencies) | Q(**mine)).distinct()
    return Kind(owed.filter(team__proposal__state__in=REPORTING), rounds)


def rounds(owed):
    for round_ in owed.for_list():
        if round_.state == RoundState.SCHEDULED:
            continue
        yield Todo(
            _("Report after %(months)d months, about 5 minutes") % {"months": round_.months},
            reverse("cohorts:report", args=[round_.uid]),
            detail=str(round_.team.proposal),
            due=end_of(round_.due_on),
            tone=round_.state.tone,
            icon="edit",
        )


# --- The office --------------------------------------------------------------
def to_decide(user):
    """Teams to form, doubtful seats, gates, outcomes, reports and directives of my cases."""
    lab = [teams_to_form(user), seats_to_judge(user), seats_to_confirm(user), gates(user)]
    lab.append(todo_answers.for_office(user))
    return [*lab, outcomes(user), reports(user), to_confirm(user), to_write_and_sign(user)]


def teams_to_form(user):
    chosen = Proposal.objects.visible_to(user).filter(state=State.SELECTED, team=None)
    return Kind(chosen.filter(mine_or_nobodys(user, "", "case_owner")), forming)


def forming(proposals):
    for proposal in proposals[:MOST]:
        url = reverse("cohorts:form_team", args=[proposal.code])
        yield Todo(_("Form the team"), url, detail=str(proposal), icon="users")


def seats_to_judge(user):
    doubtful = {"rule_result": RuleResult.JUDGEMENT, "exception_at": None}
    return Kind(open_seats(user).filter(mine_or_nobodys(user, "team__"), **doubtful), doubts)


def doubts(seats):
    for seat in seats.for_list()[:MOST]:
        title = _("Decide about an exception for %(tier)s") % {"tier": seat.tier}
        yield Todo(title, seat.get_absolute_url(), detail=str(seat.person), icon="scale")


def seats_to_confirm(user):
    """Seats that the person has taken and the office has not confirmed."""
    taken = open_seats(user).filter(mine_or_nobodys(user, "team__"), accepted_at__isnull=False)
    return Kind(taken, confirmations)


def confirmations(seats):
    for seat in seats.for_list()[:MOST]:
        title = _("Confirm the participant for %(tier)s") % {"tier": seat.tier}
        yield Todo(title, seat.get_absolute_url(), detail=str(seat.person), icon="check")


def gates(user):
    asked = TeamPhase.objects.filter(
        mine_or_nobodys(user, "team__"),
        state=GateState.GATE_REQUESTED,
        team__proposal__state=State.IN_LAB,
    )
    return Kind(seen_by(user, asked, "team__"), requested)


def requested(phases):
    for phase in phases.select_related("team__proposal")[:MOST]:
        url = reverse("cohorts:gate", args=[phase.team.proposal.code, phase.phase])
        title = _("Decide about gate %(code)s") % {"code": Phase(phase.phase).code}
        yield Todo(title, url, detail=str(phase.team.proposal), icon="flag")


def outcomes(user):
    """Presentations that were held and whose outcome is not written yet."""
    held = PresentationItem.objects.filter(
        mine_or_nobodys(user, "team__"),
        recorded_at=None,
        session__held_on__lte=clock.today(),
        team__proposal__state=State.LAB_COMPLETED,
    )
    return Kind(seen_by(user, held, "team__").order_by("session__held_on", "pk"), unrecorded)


def unrecorded(items):
    for item in items.select_related("session", "team__proposal")[:MOST]:
        url = reverse("cohorts:outcome", args=[item.team.proposal.code])
        due = end_of(item.session.held_on)
        title = _("Record the presentation")
        yield Todo(title, url, str(item.team.proposal), due=due, tone="wait", icon="flag")


def reports(user):
    filed = FollowUpReport.objects.filter(
        mine_or_nobodys(user, "round__team__"), accepted_at=None, returned_at=None
    )
    return Kind(seen_by(user, filed, "round__team__"), filed_reports)


def filed_reports(found):
    for report in found.select_related("round__team__proposal")[:MOST]:
        title = _("Accept or return a follow-up report")
        yield Todo(
            title,
            report.round.get_absolute_url(),
            detail=str(report.round.team.proposal),
            icon="file",
        )
