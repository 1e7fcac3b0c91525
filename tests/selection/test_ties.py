"""Suggested interests are weighed once; a member's impartiality may be challenged (K7, K8)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from proposals.grounds import MoveRefused, ReasonNeeded
from proposals.models import Answers
from proposals.states import State
from pyp_portal import clock
from pyp_portal.accounts.models import Province
from pyp_portal.outbox.models import Message
from selection import services
from selection.kinds import Interest, SeatRole, Severity, Verdict
from selection.models import Challenge
from selection.services.reminding import R4
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.proposals import ProposalFactory
from tests.factories.selection import (
    REASON,
    SeatFactory,
    fresh,
    plan_of,
    ready_proposal,
    reviewed,
    seat_members,
)
from tests.reminders.holds import held_for, hold_each

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


def joins(seat, agency):
    seat.user.memberships.create(agency=agency, asked_at=clock.now(), approved_at=clock.now())


def eligible(plan, **kwargs):
    return ProposalFactory(call=plan.call, state=State.ELIGIBLE, **kwargs)


def rows(client, view="hard"):
    page = client.get(f"{YEAR}/ties/?view={view}")
    return [(row.seat, row.proposal) for row in page.context["rows"]], page.context["counts"]


def test_suggestions_stand_by_strength_and_hints_apart(plan, seats, clerk, client_of):
    province = Province.objects.first()
    hinted = eligible(plan, province=province)
    declared, tied = eligible(plan), eligible(plan)
    services.declare(seats[2], declared, Severity.NONE)
    joins(seats[1], tied.lead_agency)
    joins(seats[2], declared.lead_agency)  # came up after the declaration
    joins(seats[3], AgencyFactory(province=province, level="LOCAL"))

    hard, counts = rows(client_of(clerk.user))
    soft, _counts = rows(client_of(clerk.user), "soft")

    assert hard == [(seats[2], declared), (seats[1], tied)]
    assert soft == [(seats[3], hinted)]
    assert counts == {"hard": 2, "soft": 1, "decided": 0}


@pytest.mark.parametrize(
    ("verdict", "is_shut", "is_left"),
    [("confirmed", True, 0), ("pinned", True, 0), ("dismissed", False, 0), ("cleared", False, 0)],
)
def test_a_verdict_moves_the_door_and_ends_the_question(
    plan, seats, clerk, client_of, verdict, is_shut, is_left
):
    proposal = eligible(plan)
    joins(seats[1], proposal.lead_agency)
    client = client_of(clerk.user)
    url = f"{YEAR}/ties/{seats[1].seat_no}/{proposal.code}/{Interest.SAME_AGENCY_LEAD}/"

    page = client.get(url).content.decode()
    client.post(url, {"verdict": verdict, "reason": REASON})

    assert str(proposal.lead_agency) in page  # the cause in words
    closed = seats[1].user.accesses.filter(kind="closed", proposal=proposal)
    assert closed.exists() is is_shut
    left, counts = rows(client)
    assert (len(left), counts["decided"]) == (is_left, 1)
    assert rows(client, "decided")[0] == [(seats[1], proposal)]
    assert REASON in client.get(url).content.decode()  # what was decided may be changed


def test_nobody_weighs_an_interest_of_their_own(plan, seats, clerk, client_of):
    proposal = eligible(plan)
    joins(clerk, proposal.lead_agency)
    url = f"{YEAR}/ties/{clerk.seat_no}/{proposal.code}/{Interest.SAME_AGENCY_LEAD}/"

    assert rows(client_of(clerk.user))[0] == []
    assert client_of(clerk.user).get(url).status_code == 404
    assert rows(client_of(seats[0].user))[0] == [(clerk, proposal)]
    with pytest.raises(MoveRefused):
        services.weigh(
            clerk, proposal, Interest.OTHER, Verdict.CLEARED, reason=REASON, by=clerk.user
        )
    with pytest.raises(ReasonNeeded):
        services.weigh(
            clerk, proposal, Interest.OTHER, Verdict.CLEARED, reason="-", by=seats[0].user
        )


def test_another_sign_raises_a_dismissed_pair_anew(plan, seats, clerk):
    proposal = eligible(plan)
    province = Interest.SAME_PROVINCE
    services.weigh(seats[1], proposal, province, Verdict.DISMISSED, reason=REASON, by=clerk.user)

    joins(seats[1], proposal.lead_agency)

    found = services.suggestions(seats, [proposal])
    assert found == {(seats[1].pk, proposal.pk): Interest.SAME_AGENCY_LEAD}


def test_names_and_addresses_of_the_form_are_signs(plan, seats):
    _chair, first, second, third = seats
    proposal = eligible(plan)
    name = f"นาย{first.user.given_th} {first.user.family_th}"
    Answers.objects.create(
        proposal=proposal,
        data={
            "nominees": [{"name": name}],
            "contact_email": second.user.email.upper(),
            "alt_contact": [{"name": f"{third.user.given_th}  {third.user.family_th}"}],
        },
    )

    found = services.ties(seats, [proposal])

    assert {key[0]: [tie.kind for tie in of_pair] for key, of_pair in found.items()} == {
        first.pk: [Interest.NOMINEE],
        second.pk: [Interest.NAMED_CONTACT],
        third.pk: [Interest.NAMED_CONTACT],
    }


def test_long_lists_come_in_pages_and_mistyped_ones_as_the_first(
    plan, seats, clerk, client_of, monkeypatch
):
    monkeypatch.setattr("selection.views.ties.SHOWN", 2)
    for _each in range(3):
        joins(seats[1], eligible(plan).lead_agency)
    client = client_of(clerk.user)

    first, second = (client.get(f"{YEAR}/ties/?after={place}") for place in ("x", "2"))

    assert (len(first.context["rows"]), first.context["next_key"]) == (2, 2)
    assert (len(second.context["rows"]), second.context["next_key"]) == (1, None)
    assert client.get(f"{YEAR}/ties/?view=other").context["view"] == "hard"


def test_the_list_asks_as_much_for_three_as_for_one(plan, seats, clerk, client_of):
    client = client_of(clerk.user)
    client.get(f"{YEAR}/ties/")  # warm
    counts = []
    for number in (1, 2):
        for _each in range(number):
            joins(seats[number], eligible(plan).lead_agency)
        with CaptureQueriesContext(connection) as asked:
            client.get(f"{YEAR}/ties/")
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_no_committee_no_suggestions(plan):
    assert services.to_weigh(plan, UserFactory(staff=True)) == []
    assert services.watch_ties() == 0


# --- Challenges
def test_a_challenge_is_answered_by_the_member_and_decided_by_the_others(
    plan, seats, clerk, client_of
):
    proposal = reviewed(plan, seats[1:3])
    officer, judge = client_of(UserFactory(staff=True)), client_of(seats[1].user)
    values = {"seat": seats[1].pk, "proposal": proposal.pk, "reason": REASON}

    officer.post(f"{YEAR}/challenges/new/", values)
    again = officer.post(f"{YEAR}/challenges/new/", values)
    raised = Challenge.objects.get()
    seats[1].user.role_grants.create(role="committee", given_at=clock.now())
    waits = judge.get("/").content.decode()
    home = judge.get(f"{YEAR}/challenges/").content.decode()
    other = client_of(seats[2].user).get(f"{YEAR}/challenges/").content.decode()
    judge.post(f"/selection/challenges/{raised.uid}/answer/", {"text": "ไม่ได้รู้จักเป็นการส่วนตัว"})
    own = judge.get(f"/selection/challenges/{raised.uid}/decide/").status_code
    decision = {"is_upheld": "yes", "decision": "ที่ประชุมเห็นว่ามีเหตุ"}
    client_of(clerk.user).post(f"/selection/challenges/{raised.uid}/decide/", decision)

    assert "อยู่แล้ว" in again.content.decode()
    assert f'href="{YEAR}/challenges/"' in waits
    assert REASON in home
    assert REASON not in other  # neither raised nor answered by them
    assert str(raised.raised_by) not in home  # the member learns the reason, not who gave it
    assert own == 403
    raised = fresh(raised)
    assert (raised.is_upheld, raised.answer_th) == (True, "ไม่ได้รู้จักเป็นการส่วนตัว")
    assert seats[1].conflicts.get().is_hard
    assert seats[1].sheets.get().submitted_at  # acts before it stay, they count no more
    assert not seats[1].sheets.counted().exists()


def test_a_rejected_challenge_changes_nothing(plan, seats, clerk):
    proposal = ready_proposal(plan, seats[1:3])
    made = services.raise_challenge(seats[1], proposal, reason=REASON, by=seats[0].user)

    services.decide_challenge(made, is_upheld=False, decision=REASON, by=clerk.user)

    assert not seats[1].conflicts.get().is_hard
    for act in (
        lambda: services.decide_challenge(made, is_upheld=True, decision=REASON, by=clerk.user),
        lambda: services.answer_challenge(made, text=REASON, by=seats[1].user),
        lambda: services.raise_challenge(seats[1], proposal, reason=REASON, by=seats[1].user),
    ):
        with pytest.raises(MoveRefused):
            act()


def test_only_the_member_answers_and_the_others_decide(plan, seats):
    proposal = ready_proposal(plan, seats[1:3])
    made = services.raise_challenge(seats[1], proposal, reason=REASON, by=seats[0].user)

    with pytest.raises(MoveRefused):
        services.answer_challenge(made, text=REASON, by=seats[0].user)
    with pytest.raises(MoveRefused):
        services.decide_challenge(made, is_upheld=False, decision=REASON, by=seats[1].user)
    with pytest.raises(ReasonNeeded):
        services.answer_challenge(made, text="-", by=seats[1].user)


# --- R4
def test_r4_who_was_given_something_hears_once_after_a_day(plan, seats, at):
    silent, said = eligible(plan), eligible(plan)
    for proposal in (silent, said):
        services.assign(seats[1], proposal)
    services.declare(seats[1], said, Severity.NONE)

    told = [services.remind_undeclared()]
    for moment in ("2025-01-21 10:01", "2025-01-22 10:00"):
        at(moment)
        services.remind_undeclared()

    letter = Message.objects.get(occasion__startswith="undeclared:")
    assert (letter.address, told) == (seats[1].user.email, [0])
    assert silent.code in letter.body
    assert said.code not in letter.body


def test_r4_what_is_held_stays_so_when_it_is_given_anew(plan, seats, clerk, at):
    given = services.assign(seats[1], eligible(plan))
    hold_each(R4, clerk.user)
    was = clock.today()
    given.proposal.assignments.all().delete()
    at("2025-01-21 09:00")
    services.assign(seats[1], given.proposal)

    assert held_for(R4) == [(clock.today(), was)]


def test_r4_before_a_pitch_day_that_is_near(plan, seats, at):
    services.change_plan(plan, by=None, redeclare_for_pitch=True)
    proposal = reviewed(plan, seats[1:3])
    type(proposal).objects.filter(pk=proposal.pk).update(state=State.SHORTLISTED)
    starts_at = clock.now().replace(day=24)
    session = services.open_session(plan, starts_at=starts_at, place_th="ห้อง")
    services.schedule(session, [fresh(proposal)])

    at("2025-01-20 11:00")
    services.remind_undeclared()
    early = Message.objects.filter(occasion__startswith="undeclared-pitch").count()
    at("2025-01-22 10:00")
    services.remind_undeclared()
    services.remind_undeclared()

    told = Message.objects.filter(occasion__startswith="undeclared-pitch")
    assert early == 0
    assert {m.address for m in told} == {seat.user.email for seat in seats[1:3]}
    at("2025-01-25 10:00")  # a Saturday
    assert services.remind_undeclared() == 0
