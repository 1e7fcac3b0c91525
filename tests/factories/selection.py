"""A year of selection: plan, committee, sheets, meetings; made with the verbs where short."""

from datetime import date, datetime, timedelta

import factory
from factory.django import DjangoModelFactory

from proposals.models import Proposal
from proposals.states import State
from pyp_portal import clock
from selection import services
from selection.kinds import Outcome, Presence, SeatRole, Severity, Stage
from selection.models import AppointmentOrder, Committee, Conflict, Seat
from selection.services import sheets
from tests.factories.accounts import UserFactory
from tests.factories.proposals import CallFactory, ProposalFactory
from tests.factories.sheets import hand_in

DUE = datetime.fromisoformat("2025-02-07T00:00+07:00")
DOC_CODES = ("D1", "D2", "D3", "D4", "D5", "D6")
PITCH_CODES = ("P1", "P2", "P3", "P4", "P5", "P6")
REASON = "เหตุผลที่ยาวพอสำหรับการทดสอบ"


def plan_of(call=None, **choices):
    """The plan of a call, opened with the programme's rubrics.

    One declaration serves all year; results go out when pressed.
    """
    short = {"redeclare_for_pitch": False, "release_hold": 0, "approved_letters": False}
    return services.open_plan(call or CallFactory(), **short | choices)


class CommitteeFactory(DjangoModelFactory):
    class Meta:
        model = Committee
        django_get_or_create = ("plan",)

    plan = factory.LazyFunction(plan_of)
    name_th = "คณะกรรมการพิจารณาคัดเลือกตัวอย่าง"


class AppointmentOrderFactory(DjangoModelFactory):
    class Meta:
        model = AppointmentOrder
        django_get_or_create = ("committee", "number")

    committee = factory.SubFactory(CommitteeFactory)
    number = "12/2568"
    date = date(2025, 1, 13)
    signed_by = factory.SubFactory(UserFactory, director=True)


class SeatFactory(DjangoModelFactory):
    """A voting expert; ``SeatFactory(committee=c, role=SeatRole.CHAIR)``."""

    class Meta:
        model = Seat

    committee = factory.SubFactory(CommitteeFactory)
    order = factory.LazyAttribute(lambda seat: order_of(seat.committee))
    user = factory.SubFactory(UserFactory)
    seat_no = factory.LazyAttribute(lambda seat: seat.committee.seats.count() + 1)
    role = SeatRole.EXPERT
    vote = factory.LazyAttribute(
        lambda seat: (
            seat.role
            not in {SeatRole.ASSISTANT_SECRETARY, SeatRole.ADVISER_NO_VOTE, SeatRole.POOL_EXPERT}
        )
    )
    scores = factory.LazyAttribute(lambda seat: seat.vote or seat.role == SeatRole.POOL_EXPERT)
    terms_accepted_at = factory.LazyFunction(clock.now)


def order_of(committee):
    """The committee's first order."""
    return committee.orders.first() or AppointmentOrderFactory(committee=committee)


class ConflictFactory(DjangoModelFactory):
    class Meta:
        model = Conflict

    seat = factory.SubFactory(SeatFactory)
    proposal = factory.SubFactory(ProposalFactory)
    severity = Severity.NONE
    declared_at = factory.LazyFunction(clock.now)


def seat_members(plan, count=4):
    """A committee of so many voting experts beside a chair; answers its seats, the chair first."""
    committee = CommitteeFactory(plan=plan)
    chair = SeatFactory(committee=committee, role=SeatRole.CHAIR)
    plan.committee = committee
    plan._seats = {}
    return [chair, *(SeatFactory(committee=committee) for _each in range(count))]


def ready_proposal(plan, seats, **kwargs):
    """An eligible proposal whose readers are assigned and have declared no interest."""
    proposal = ProposalFactory(call=plan.call, state=State.ELIGIBLE, **kwargs)
    for seat in seats:
        services.declare(seat, proposal, Severity.NONE)
        services.assign(seat, proposal)
    return proposal


def reviewed(plan, seats, *, points=4, **kwargs):
    """A proposal under review whose readers have all submitted the same points."""
    proposal = ready_proposal(plan, seats, **kwargs)
    services.open_review([proposal], due=DUE)
    hand_in(seats, proposal, points=points)
    return fresh(proposal)


def submit(seat, proposal, *, points=4, stage=Stage.DOC, **texts):
    """Fill and submit a member's sheet: one number for all criteria, or points by code."""
    sheet = seat.sheets.get(proposal=proposal, stage=stage)
    codes = DOC_CODES if stage == Stage.DOC else PITCH_CODES
    given = points if isinstance(points, dict) else dict.fromkeys(codes, points)
    services.save_sheet(sheet, given, **texts)
    return services.submit_sheet(sheet)


def pitched(plan, seats, *, points=4, **kwargs):
    """A proposal that has pitched before these seats, all of whose sheets are in."""
    proposal = ProposalFactory(call=plan.call, state=State.REVIEWING, **kwargs)
    for seat in seats:
        sheets.open_doc_sheet(seat, proposal, DUE)
    hand_in(seats, proposal, points=points)
    Proposal.objects.filter(pk=proposal.pk).update(**{"state": State.SHORTLISTED})
    slot = slot_of(plan, fresh(proposal), seats)
    services.record_presented(slot)
    hand_in(seats, proposal, points=points, stage=Stage.PITCH)
    return fresh(proposal)


def slot_of(plan, proposal, seats):
    """A slot in a session that has begun before these seats."""
    session = services.open_session(plan, starts_at=clock.now(), place_th="ห้องประชุมตัวอย่าง")
    slot = services.schedule(session, [proposal])[0]
    services.start_session(session, seats)
    return slot


def meeting_of(plan, seats, *, days=5, **choices):
    """A meeting with its notice in time, opened, at which these seats are present."""
    starts_at = clock.now() + timedelta(days=days)
    meeting = services.call_meeting(
        plan.committee, starts_at=starts_at, place_th="ห้องประชุมตัวอย่าง", **choices
    )
    services.send_notice(meeting)
    with clock.at(starts_at):
        services.start_meeting(meeting)
        rows = [{"seat": seat, "status": Presence.PRESENT} for seat in seats]
        services.mark_attendance(meeting, rows)
    return meeting


def resolved(meeting, proposal, outcome, *, votes=2, **facts):
    """A resolution with this outcome about a proposal."""
    item = services.add_item(meeting, proposal=proposal)
    facts = {"reason": REASON} | facts
    return services.resolve(item, outcome, votes_for=votes, **facts)


def certified(meeting, by):
    """End a meeting and certify its minutes."""
    services.end_meeting(meeting)
    services.write_minutes(meeting, by=by)
    services.certify_minutes(meeting, by=by)
    return meeting


def announced(plan, kind, *, by, resolutions=None, number="ประกาศที่ 3/2568", **facts):
    """A signed announcement, ready for release."""
    draft = services.draft_announcement(
        plan, kind, title_th="ผลการพิจารณา", resolutions=resolutions, **facts
    )
    return services.sign(draft, number=number, date=clock.today(), signed_by=by)


def decided(plan, seats, director, outcomes):
    """Pitched proposals with certified decisions: one for each outcome, in this order."""
    meeting = meeting_of(plan, seats)
    proposals, rank = [], 0
    for outcome in outcomes:
        proposal = pitched(plan, seats)
        rank += outcome == Outcome.RESERVE
        place = rank if outcome == Outcome.RESERVE else None
        resolved(meeting, proposal, outcome, reserve_rank=place)
        proposals.append(proposal)
    certified(meeting, director)
    return meeting, proposals


def fresh(record):
    """The record as it stands in the database now."""
    return type(record).objects.get(pk=record.pk)
