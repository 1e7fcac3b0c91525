"""A pitch that nobody came to: no points are asked for it, whoever comes into the room later."""

from datetime import timedelta

import pytest
from django.urls import reverse

from proposals.states import State
from pyp_portal import clock
from selection import services
from selection.kinds import Stage
from selection.models import ScoreSheet
from selection.services import doors
from tests.factories.accounts import UserFactory
from tests.factories.proposals import ProposalFactory
from tests.factories.selection import REASON, plan_of, seat_members, slot_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def day(at):
    """(plan, seats, slot): the first two sit, and nobody came to the pitch."""
    at("2025-02-13 09:00")
    plan = plan_of()
    seats = seat_members(plan, 2)
    proposal = ProposalFactory(call=plan.call, state=State.SHORTLISTED)
    doors.open_to_committee(proposal, seats)
    slot = slot_of(plan, proposal, seats[:2])
    services.record_missed(slot, reason=REASON)
    return plan, seats, slot


def waiting():
    return ScoreSheet.objects.filter(stage=Stage.PITCH).waiting().count()


def test_a_latecomer_opens_no_sheet_of_a_missed_pitch(day):
    _plan, seats, slot = day

    services.start_session(slot.session, [seats[2]])

    assert waiting() == 0
    assert seats[2].sheets.count() == 0


def test_another_slot_in_the_session_opens_its_own_sheets_only(day):
    plan, _seats, slot = day
    other = ProposalFactory(call=plan.call, state=State.SHORTLISTED)

    services.schedule(slot.session, [other])

    assert set(ScoreSheet.objects.waiting().values_list("proposal", flat=True)) == {other.pk}


def test_the_second_slot_asks_for_points_again(day):
    plan, seats, slot = day
    later = services.open_session(
        plan, starts_at=clock.now() + timedelta(hours=2), place_th="ห้องประชุม"
    )
    services.reslot(slot, later)

    services.start_session(later, seats)

    assert waiting() == 3


def test_a_paper_sheet_of_a_missed_pitch_is_not_typed_in(day, client_of):
    sheet = ScoreSheet.objects.filter(stage=Stage.PITCH).first()

    page = client_of(UserFactory(staff=True)).get(reverse("selection:typed", args=[sheet.uid]))

    assert page.status_code == 404
