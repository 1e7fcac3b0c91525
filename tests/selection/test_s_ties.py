"""S8, S30 and S31: nobody judges what they have a part in, by whatever way they came to it."""

from datetime import timedelta

import pytest

from proposals.grounds import MoveRefused
from proposals.models import PartnerAsk
from proposals.services.screening import take_case
from proposals.states import State
from pyp_portal import clock
from pyp_portal.accounts.services import approve_membership
from pyp_portal.outbox.models import Message
from selection import services, tasks
from selection.kinds import Interest, SeatRole, Severity, Verdict
from selection.models import Conflict, OfficerTie, TieVerdict
from selection.services.grid import changes
from tests.factories.accounts import UserFactory
from tests.factories.proposals import ProposalFactory
from tests.factories.selection import (
    DUE,
    REASON,
    SeatFactory,
    fresh,
    plan_of,
    ready_proposal,
    reviewed,
    seat_members,
    submit,
)

pytestmark = pytest.mark.django_db
YEAR = "/selection/2568"


@pytest.fixture
def plan(at):
    at("2025-01-20 10:00")
    return plan_of(min_reviewers=2)


@pytest.fixture
def seats(plan):
    return seat_members(plan, 3)


@pytest.fixture
def clerk(plan, seats):
    return SeatFactory(committee=plan.committee, role=SeatRole.SECRETARY)


def text(response):
    return response.content.decode()


def joins(user, agency):
    """The person asks to work for the agency and is let in."""
    asked = user.memberships.create(agency=agency, asked_at=clock.now())
    approve_membership(asked, by=UserFactory(staff=True))


# --- S8: nobody judges what they came to have a part in
def test_s8_a_judge_who_joins_the_agency_judges_and_reads_no_more(plan, seats, client_of):
    proposal = ready_proposal(plan, seats[1:3])
    services.open_review([proposal], due=DUE)
    judge = seats[1]

    joins(judge.user, proposal.lead_agency)

    with pytest.raises(MoveRefused, match="แจ้งส่วนได้เสียอีกครั้ง"):
        submit(judge, proposal)
    tasks.watch_ties()
    tie = Conflict.objects.get(seat=judge, proposal=proposal)
    assert (tie.severity, tie.kind) == (Severity.HARD, Interest.SAME_AGENCY_LEAD)
    assert client_of(judge.user).get(proposal.get_absolute_url()).status_code == 404


def test_s8_who_is_named_later_declares_once_more_and_then_goes_on(plan, seats, clerk):
    proposal = ready_proposal(plan, seats[1:3])
    services.open_review([proposal], due=DUE)
    judge = seats[1]
    PartnerAsk.objects.create(
        proposal=proposal,
        key="x",
        name_th="ภาคี",
        address=judge.user.email.upper(),
        asked_by=proposal.owner,
        asked_at=clock.now(),
        expires_at=clock.now(),
    )

    assert (services.watch_ties(), services.watch_ties()) == (1, 0)

    told = Message.objects.filter(occasion__startswith="tie:").values_list("address", flat=True)
    assert set(told) == {judge.user.email, clerk.user.email}
    assert not judge.conflicts.exists()
    assert set(judge.user.accesses.values_list("kind", flat=True)) == set()
    assert judge.sheets.get().frozen_at
    with pytest.raises(MoveRefused):
        submit(judge, proposal)
    services.declare(judge, fresh(proposal), Severity.SOFT, reason=REASON)
    assert submit(judge, fresh(proposal)).submitted_at
    assert services.watch_ties() == 0


def test_s8_an_author_who_is_seated_is_not_given_the_own_proposal(plan, seats):
    proposal = ProposalFactory(call=plan.call, state=State.ELIGIBLE)
    author = SeatFactory(committee=plan.committee)
    joins(author.user, proposal.lead_agency)

    with pytest.raises(MoveRefused):
        services.assign(author, proposal)

    services.declare_none_for_rest(author, [proposal])
    assert not author.conflicts.exists()


def test_s8_an_author_without_a_declaration_is_shut_out_once_it_is_judged(plan, seats):
    author = SeatFactory(committee=plan.committee)
    proposal = ready_proposal(plan, seats[1:3])
    joins(author.user, proposal.lead_agency)
    services.open_review([proposal], due=DUE)

    services.watch_ties()

    assert author.conflicts.get().is_hard


# --- S30: a second account, a merge, a past case
def test_s30_a_second_account_does_not_hide_the_author(plan, seats):
    proposal = ProposalFactory(call=plan.call, state=State.ELIGIBLE)
    judge = seats[1]
    names = {"given_th": judge.user.given_th, "family_th": judge.user.family_th}
    joins(UserFactory(**names, title_th="ดร."), proposal.lead_agency)

    found = services.suggestions(seats, [proposal])

    assert found == {(judge.pk, proposal.pk): Interest.SECOND_ACCOUNT}


def test_s30_who_left_the_agency_or_owned_the_case_is_still_known(plan, seats):
    proposal = ProposalFactory(call=plan.call, state=State.SCREENING)
    moved, long_gone, told, officer = (seat.user for seat in seats)
    at_once = {"agency": proposal.lead_agency, "asked_at": DUE, "approved_at": DUE}
    moved.memberships.create(**at_once, ended_at=clock.now() - timedelta(days=300))
    long_gone.memberships.create(**at_once, ended_at=clock.now() - timedelta(days=900))
    services.tell_post(told, proposal.lead_agency, until=clock.today() - timedelta(days=700))
    take_case(proposal, officer, by=officer)
    take_case(proposal, UserFactory(staff=True), by=officer)

    found = services.suggestions(seats, [fresh(proposal)])

    assert found == {
        (seats[0].pk, proposal.pk): Interest.FORMER_EMPLOYMENT_2Y,
        (seats[2].pk, proposal.pk): Interest.FORMER_EMPLOYMENT_2Y,
        (seats[3].pk, proposal.pk): Interest.PAST_CASE_OWNER,
    }


def test_s30_what_was_settled_survives_every_new_sign(plan, seats, clerk):
    proposal = ProposalFactory(call=plan.call, state=State.ELIGIBLE)
    judge, other = seats[1:3]
    for seat, verdict in ((judge, Verdict.CLEARED), (other, Verdict.PINNED)):
        kind = Interest.SAME_PROVINCE
        services.weigh(seat, proposal, kind, verdict, reason=REASON, by=clerk.user)
    joins(judge.user, proposal.lead_agency)

    assert services.suggestions(seats, [proposal]) == {}
    with pytest.raises(MoveRefused, match="ชี้ขาด"):
        services.declare(other, proposal, Severity.NONE)
    with pytest.raises(MoveRefused, match="ชี้ขาด"):
        services.weigh(
            other, proposal, Interest.OTHER, Verdict.DISMISSED, reason=REASON, by=clerk.user
        )
    cleared = (other, proposal, Interest.OTHER, Verdict.CLEARED)
    services.weigh(*cleared, reason=REASON, by=clerk.user)
    assert not other.conflicts.get().is_hard
    assert TieVerdict.objects.filter(seat=other, verdict=Verdict.PINNED).count() == 0


# --- S31: acts on many respect the interest of each
def test_s31_one_press_declares_nothing_that_the_records_doubt(plan, seats, client_of):
    doubted, clear = (ProposalFactory(call=plan.call, state=State.ELIGIBLE) for _each in "ab")
    joins(seats[1].user, doubted.lead_agency)

    client_of(seats[1].user).post(f"{YEAR}/declarations/rest/")

    assert seats[1].conflicts.get().proposal == clear


def test_s31_one_press_before_the_pitch_leaves_new_ties_aside(plan, seats, client_of):
    services.change_plan(plan, by=None, redeclare_for_pitch=True)
    kept, tied = (reviewed(plan, seats[1:3]) for _each in "ab")
    type(kept).objects.filter(pk__in=[kept.pk, tied.pk]).update(state=State.SHORTLISTED)
    joins(seats[1].user, tied.lead_agency)
    client = client_of(seats[1].user)
    page = text(client.get(f"{YEAR}/declarations/"))

    client.post(f"{YEAR}/declarations/unchanged/")

    assert "ไม่มีการเปลี่ยนแปลงทุกเรื่อง" in page
    fresh_ones = [row.proposal for row in seats[1].conflicts.all() if row.is_for_pitch]
    assert fresh_ones == [kept]


def test_s31_ticks_for_many_stop_at_each_interest(plan, seats, clerk):
    stopped, free = (ProposalFactory(call=plan.call, state=State.ELIGIBLE) for _each in "ab")
    services.declare(seats[1], stopped, Severity.HARD, reason=REASON)
    ticks = {f"{seats[1].seat_no}:{proposal.code}" for proposal in (stopped, free)}

    done, refused = changes(plan, clerk.user, ticks, set())

    assert (done, len(refused)) == (1, 1)
    assert [row.proposal for row in seats[1].assignments.all()] == [free]


# --- Before the pitch
def test_nobody_sits_at_a_pitch_before_declaring_once_more(plan, seats):
    services.change_plan(plan, by=None, redeclare_for_pitch=True)
    proposal = reviewed(plan, seats[1:3])
    type(proposal).objects.filter(pk=proposal.pk).update(state=State.SHORTLISTED)
    proposal = fresh(proposal)
    session = services.open_session(plan, starts_at=clock.now(), place_th="ห้องประชุม")
    services.schedule(session, [proposal])

    with pytest.raises(MoveRefused, match=str(seats[1])):
        services.start_session(session, seats[1:3])
    services.declare(seats[1], proposal, Severity.NONE)
    services.declare_unchanged(seats[2], [proposal])
    services.start_session(session, seats[1:3])

    assert session.attendances.count() == 2


# --- Officers
def test_an_officer_who_steps_aside_leaves_case_and_seat(plan, seats, client_of):
    officer = seats[1].user
    officer.role_grants.create(role="sto_staff", given_at=DUE)
    proposal = ready_proposal(plan, seats[1:3], case_owner=officer)
    client, colleague = client_of(officer), UserFactory(staff=True)

    client.post(f"/selection/proposals/{proposal.code}/aside/", {"kind": "OTHER", "reason": REASON})

    assert fresh(proposal).case_owner is None
    assert seats[1].conflicts.get().is_hard
    assert client.get(proposal.get_absolute_url()).status_code == 404
    tie = OfficerTie.objects.get()
    assert client.get(f"{YEAR}/officers/{tie.uid}/").status_code == 404  # not one's own
    with pytest.raises(MoveRefused):
        services.come_back_to(tie, reason=REASON, by=officer)
    client_of(colleague).post(f"{YEAR}/officers/{tie.uid}/", {"reason": REASON})
    assert fresh(tie).ended_at
    with pytest.raises(MoveRefused):
        services.come_back_to(tie, reason=REASON, by=colleague)
    services.declare(seats[1], proposal, Severity.NONE, by=colleague)  # the seat by itself
    assert client.get(proposal.get_absolute_url()).status_code == 200


def test_an_officer_notes_the_interest_of_the_director(plan, seats, client_of):
    director, officer = UserFactory(director=True), UserFactory(staff=True)
    proposal = ready_proposal(plan, seats[1:3])
    values = {"user": director.pk, "proposal": proposal.pk, "kind": "OTHER", "reason": REASON}
    client = client_of(officer)

    client.post(f"{YEAR}/officers/note/", values)
    again = client.post(f"{YEAR}/officers/note/", values)

    assert client_of(director).get(proposal.get_absolute_url()).status_code == 404
    assert "ถอนตัวจากเรื่องนี้แล้ว" in text(again)
    assert str(director) in text(client.get(f"{YEAR}/officers/"))
    assert client_of(director).get(f"{YEAR}/officers/").context["rows"].count() == 0
    with pytest.raises(MoveRefused):
        services.step_aside(seats[1].user, proposal, kind=Interest.OTHER, reason=REASON, by=officer)
