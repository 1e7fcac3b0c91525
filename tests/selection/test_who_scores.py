"""Pages offer points to give only to who gives them: not to advisers, auditors, readers."""

import pytest
from django.urls import reverse

from proposals.services.access import grant
from proposals.states import State
from selection import services
from selection.kinds import SeatRole, Stage
from selection.services import doors
from tests.factories.accounts import UserFactory
from tests.factories.proposals import ProposalFactory, submitter
from tests.factories.selection import SeatFactory, plan_of, seat_members, slot_of, submit

pytestmark = pytest.mark.django_db


@pytest.fixture
def day(at):
    """(plan, seats, slot) of a published session that has begun."""
    at("2025-02-13 09:00")
    plan = plan_of()
    seats = seat_members(plan, 2)
    adviser = SeatFactory(committee=plan.committee, role=SeatRole.ADVISER_NO_VOTE, scores=False)
    proposal = ProposalFactory(call=plan.call, state=State.SHORTLISTED)
    doors.open_to_committee(proposal, [*seats, adviser])
    slot = slot_of(plan, proposal, seats)
    services.publish_schedule(slot.session)
    services.open_item(slot)
    return plan, [*seats, adviser], slot


def page(client_of, person, name, *args):
    return client_of(person).get(reverse(f"selection:{name}", args=args)).content.decode()


def test_an_adviser_has_no_sheets_to_look_for(day, client_of):
    _plan, seats, slot = day
    tasks = reverse("selection:tasks", args=[2568])
    final = reverse("selection:final_pass", args=[slot.session.uid])

    for name in ("live", "session"):
        judge, adviser = (
            page(client_of, seat.user, name, slot.session.uid) for seat in (seats[1], seats[-1])
        )
        assert (tasks in judge, tasks in adviser) == (True, False)
        assert (final in judge, final in adviser) == (True, False)


def test_the_card_of_points_is_shown_where_it_holds_something(day, client_of):
    _plan, _seats, slot = day
    words = '<h2 class="h3">คะแนน</h2>'

    auditor = page(client_of, UserFactory(auditor=True), "session", slot.session.uid)
    officer = page(client_of, UserFactory(staff=True), "session", slot.session.uid)

    assert (words in auditor, words in officer) == (False, True)


def test_only_the_agency_is_told_that_the_pitch_is_theirs(day, client_of):
    _plan, seats, slot = day
    auditor = UserFactory(auditor=True)
    grant(slot.proposal, auditor, "read", "test")

    found = {
        who: "การนำเสนอของคุณ" in page(client_of, person, "slot", slot.uid)
        for who, person in (
            ("agency", submitter(slot.proposal)),
            ("judge", seats[1].user),
            ("auditor", auditor),
        )
    }

    assert found == {"agency": True, "judge": False, "auditor": False}


def test_points_of_the_others_bear_the_code_of_their_criterion_on_a_phone(day, client_of):
    _plan, seats, slot = day
    for seat in seats[:3]:
        submit(seat, slot.proposal, stage=Stage.PITCH)

    text = page(client_of, seats[0].user, "proposal_sheets", slot.proposal.code)

    assert text.count('data-label="P1"') == 3
