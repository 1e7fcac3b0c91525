"""A secretary who scores reads no paper of the others before their own points are in (4.4, 9)."""

import pytest
from django.urls import reverse

from proposals.grounds import MoveRefused
from proposals.states import State
from selection import services
from selection.kinds import SeatRole, Stage
from selection.services import doors, typing_in
from tests.factories.accounts import UserFactory
from tests.factories.proposals import ProposalFactory
from tests.factories.selection import (
    PITCH_CODES,
    SeatFactory,
    plan_of,
    seat_members,
    slot_of,
    submit,
)

pytestmark = pytest.mark.django_db
POINTS = dict.fromkeys(PITCH_CODES, 4)


@pytest.fixture
def pitch(at):
    """(paper sheet of a member, the secretary who scores too)."""
    at("2025-02-13 09:00")
    plan = plan_of()
    seats = seat_members(plan, 1)
    secretary = SeatFactory(committee=plan.committee, role=SeatRole.SECRETARY)
    proposal = ProposalFactory(call=plan.call, state=State.SHORTLISTED)
    doors.open_to_committee(proposal, [*seats, secretary])
    services.open_item(slot_of(plan, proposal, [*seats, secretary]))
    return seats[1].sheets.get(stage=Stage.PITCH), secretary


def test_the_page_and_the_verb_wait_for_the_own_points(pitch, client_of):
    sheet, secretary = pitch
    typing_in.type_in(sheet, by=UserFactory(staff=True), points=POINTS)
    url, client = reverse("selection:typed", args=[sheet.uid]), client_of(secretary.user)

    early = client.get(url)
    with pytest.raises(MoveRefused):
        typing_in.type_in(sheet, by=secretary.user, points=POINTS)
    submit(secretary, sheet.proposal, stage=Stage.PITCH)

    assert (early.status_code, client.get(url).status_code) == (302, 200)
    assert typing_in.type_in(sheet, by=secretary.user, points=POINTS).agreed_at


def test_an_officer_without_a_seat_types_in_at_once(pitch, client_of):
    sheet, _secretary = pitch

    page = client_of(UserFactory(staff=True)).get(reverse("selection:typed", args=[sheet.uid]))

    assert page.status_code == 200
