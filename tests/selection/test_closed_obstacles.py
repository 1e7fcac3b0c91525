"""What stands in the way of a release names no proposal that is closed to whoever asks (S6)."""

import pytest

from proposals.grounds import MoveRefused
from proposals.services.access import close
from proposals.states import State
from selection import services
from selection.kinds import AnnouncementKind, Outcome
from tests.factories.accounts import UserFactory
from tests.factories.proposals import ProposalFactory
from tests.factories.selection import (
    announced,
    certified,
    meeting_of,
    plan_of,
    resolved,
    reviewed,
    seat_members,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def year(at):
    at("2025-02-07 10:00")
    plan = plan_of(pitch_mode="none", min_reviewers=2)
    return plan, seat_members(plan, 2), UserFactory(director=True)


def passed_over(year):
    """A signed announcement in which the better of two is declined, without a reason."""
    plan, seats, director = year
    chosen, better = (reviewed(plan, seats, points=points) for points in (3, 5))
    meeting = meeting_of(plan, seats)
    resolved(meeting, chosen, Outcome.SELECTED)
    resolved(meeting, better, Outcome.NOT_SELECTED)
    certified(meeting, director)
    return announced(plan, AnnouncementKind.RESULT, by=director), better


@pytest.mark.parametrize("is_closed", [True, False])
def test_a_proposal_passed_over_is_named_to_whom_it_is_open(year, is_closed):
    announcement, better = passed_over(year)
    person = UserFactory(director=True)
    if is_closed:
        close(better, person, "interest")

    (sentence,) = services.obstacles(announcement, person)
    with pytest.raises(MoveRefused) as refused:
        services.press_release(announcement, by=person)

    assert (better.code in sentence) is not is_closed
    assert refused.value.sentence == sentence


def test_a_guard_names_no_closed_proposal_either(year):
    plan, seats, director = year
    unread, clerk = ProposalFactory(call=plan.call, state=State.REVIEWING), UserFactory(staff=True)
    meeting = meeting_of(plan, seats)
    given = resolved(meeting, unread, Outcome.NOT_SHORTLISTED)
    signed = announced(plan, AnnouncementKind.SHORTLIST, by=director, resolutions=[given])
    said = " ".join(services.obstacles(signed, clerk))

    close(unread, clerk, "interest")

    assert unread.code in said
    (sentence,) = services.obstacles(signed, clerk)
    assert unread.code not in sentence
