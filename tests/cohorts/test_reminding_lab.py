"""R8: who is told of a deliverable or a name that is owed, when, and only once."""

from datetime import date

import pytest

from cohorts import services
from cohorts.states import GateState, TierKey
from proposals.states import State
from pyp_portal import clock
from pyp_portal.outbox.models import Message
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.cohorts import SeatFactory, TeamFactory, full_team, person_in

pytestmark = pytest.mark.django_db
DUE = "cohorts/emails/deliverable_due.txt"
NAME = "cohorts/emails/nomination_due.txt"


def told(template):
    return {message.address for message in Message.objects.filter(template=template)}


@pytest.fixture
def team():
    team = full_team(State.IN_LAB)
    team.deliverables.exclude(code="L1").update(approved_at=clock.now())
    team.deliverables.filter(code="L1").update(due_on=date(2025, 4, 10))
    return team


@pytest.mark.parametrize(
    ("day", "count"), [("04-02", 0), ("04-03", 3), ("04-09", 3), ("04-11", 3), ("04-17", 3)]
)
def test_the_team_is_told_before_and_after_the_day(team, at, day, count):
    at(f"2025-{day} 10:00")

    services.remind_lab()
    services.remind_lab()

    assert Message.objects.filter(template=DUE).count() == count
    assert told(DUE) <= {person_in(team, key).email for key in TierKey if key != TierKey.ADVISOR}


@pytest.mark.parametrize("settled", ["submitted_at", "approved_at"])
def test_what_was_handed_in_is_not_asked_for(team, at, settled):
    at("2025-04-09 10:00")
    team.deliverables.filter(code="L1").update(**{settled: clock.now()})

    services.remind_lab()

    assert told(DUE) == set()


def test_what_was_sent_back_is_asked_for_and_a_waived_gate_is_not(team, at):
    at("2025-04-09 10:00")
    sent_back = {"submitted_at": clock.now(), "returned_at": clock.now(), "comment_th": "ขอเพิ่ม"}
    team.deliverables.filter(code="L1").update(**sent_back)
    services.remind_lab()
    assert len(told(DUE)) == 3
    Message.objects.all().delete()

    team.phases.update(state=GateState.WAIVED)
    services.remind_lab()

    assert told(DUE) == set()


def test_nobody_is_told_at_night_and_the_office_where_nobody_works(team, at):
    officer = UserFactory(staff=True)
    team.proposal.case_owner = officer
    team.proposal.save()
    team.participants.update(confirmed_at=None)
    at("2025-04-09 20:00")
    services.remind_lab()
    assert told(DUE) == set()

    at("2025-04-09 10:00")
    services.remind_lab()

    assert told(DUE) == {officer.email}


def test_an_agency_is_reminded_of_a_name_and_the_office_after_five_days(at):
    member, officer = MembershipFactory(can_endorse=True), UserFactory(staff=True)
    team = TeamFactory(proposal__case_owner=officer)
    SeatFactory(team=team, requested=True, agency=member.agency, due_on=date(2025, 4, 10))
    SeatFactory(team=team, nominated=True, agency=member.agency, due_on=date(2025, 4, 10))
    at("2025-04-08 10:00")
    services.remind_lab()
    assert told(NAME) == {member.user.email}
    Message.objects.all().delete()

    at("2025-04-17 10:00")
    services.remind_lab()
    services.remind_lab()

    assert sorted(m.address for m in Message.objects.filter(template=NAME)) == sorted(
        [member.user.email, officer.email]
    )
