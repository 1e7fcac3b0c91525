"""A verdict about an interest is never overwritten by who has not seen it."""

import pytest

from proposals.states import State
from pyp_portal import clock
from selection.kinds import Interest, Verdict
from selection.models import TieVerdict
from tests.factories.accounts import UserFactory
from tests.factories.proposals import ProposalFactory
from tests.factories.selection import REASON, plan_of, seat_members

pytestmark = pytest.mark.django_db


def test_a_verdict_of_somebody_else_is_shown_before_it_is_changed(at, client_of):
    at("2025-01-20 10:00")
    plan = plan_of(min_reviewers=2)
    seats, clerk = seat_members(plan, 3), UserFactory(staff=True)
    proposal = ProposalFactory(call=plan.call, state=State.ELIGIBLE)
    seats[1].user.memberships.create(
        agency=proposal.lead_agency, asked_at=clock.now(), approved_at=clock.now()
    )
    chair, client = client_of(seats[0].user), client_of(clerk)
    url = f"/selection/2568/ties/{seats[1].seat_no}/{proposal.code}/{Interest.SAME_AGENCY_LEAD}/"
    seen = client.get(url).context["form"].initial["seen"]
    chair.post(url, {"verdict": "pinned", "reason": REASON, "seen": seen})
    mine = {"verdict": "cleared", "reason": "เหตุผลที่พิมพ์ไว้แล้ว"}

    told = client.post(url, mine | {"seen": seen})

    assert f"{seats[0].user} บันทึกผลการตรวจเรื่องนี้ไปแล้ว" in told.content.decode()
    assert mine["reason"] in told.content.decode()
    assert TieVerdict.objects.get().verdict == Verdict.PINNED
    client.post(url, mine | {"seen": told.context["form"]["seen"].value()})
    assert TieVerdict.objects.get().verdict == Verdict.CLEARED
