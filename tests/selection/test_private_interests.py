"""Why a member has an interest is for the office and who runs the committee (K8)."""

import pytest
from django.urls import reverse

from proposals.states import State
from proposals.timeline import VERBS
from selection import services
from selection.kinds import Interest, Verdict
from selection.services import doors
from tests.factories.accounts import UserFactory
from tests.factories.proposals import ProposalFactory
from tests.factories.selection import plan_of, seat_members

pytestmark = pytest.mark.django_db
WHY = "เป็นพี่น้องกับนายกเทศมนตรี"
ABOUT = ("interest weighed", "officer stepped aside")
PAGES = ("proposals:detail", "proposals:history", "journey")


@pytest.fixture
def weighed(at):
    """A proposal from which one member stepped aside, and two more who read it."""
    at("2025-01-27 10:00")
    plan = plan_of()
    seats = seat_members(plan, 2)
    proposal = ProposalFactory(call=plan.call, state=State.REVIEWING)
    doors.open_to_committee(proposal, seats)
    officer = UserFactory(staff=True)
    services.weigh(seats[1], proposal, Interest.NOMINEE, Verdict.CONFIRMED, reason=WHY, by=officer)
    services.step_aside(
        UserFactory(staff=True), proposal, kind=Interest.OTHER, reason=WHY, by=officer
    )
    return proposal, seats[2].user, officer


@pytest.mark.parametrize("name", PAGES)
def test_the_history_of_a_proposal_tells_members_nothing_of_it(weighed, client_of, name):
    proposal, judge, officer = weighed
    url = reverse(name, args=[proposal.code])

    read = {
        who: client_of(person).get(url).content.decode()
        for who, person in {"judge": judge, "officer": officer}.items()
    }

    told = {who: [str(VERBS[verb]) in page for verb in ABOUT] for who, page in read.items()}
    assert told == {"judge": [False, False], "officer": [True, True]}
    assert [WHY in page for page in read.values()] == [False, name == "proposals:history"]


def test_a_clerk_who_corrects_is_asked_about_the_member(weighed, client_of):
    proposal, _judge, officer = weighed
    tie = proposal.conflicts.get()

    page = client_of(officer).get(reverse("selection:correct", args=[2568, tie.uid]))

    text = page.content.decode()
    assert ("กรรมการเกี่ยวข้องกับข้อเสนอนี้อย่างไร" in text, "คุณเกี่ยวข้อง" in text) == (True, False)
