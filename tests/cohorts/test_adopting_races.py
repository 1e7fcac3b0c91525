"""Two people at one request of another area: one answer stands, one site is made."""

from uuid import uuid4

import pytest

from cohorts.models import AdoptionRequest
from cohorts.services import adopting
from proposals.states import State
from pyp_portal.outbox.models import Message
from tests.cohorts.test_races import at_once
from tests.factories.accounts import UserFactory
from tests.factories.adopting import RequestFactory
from tests.factories.cohorts import TeamFactory

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
]
WORDS = "ยินดีร่วมงาน ทีมจะติดต่อไปภายในสัปดาห์นี้"


def test_two_officers_answer_one_request(at):
    at("2025-09-18 10:00")
    request, one, two = RequestFactory(), UserFactory(staff=True), UserFactory(staff=True)

    told = at_once(
        lambda: adopting.accept_request(request, by=one, words=WORDS),
        lambda: adopting.accept_request(request, by=two, words=WORDS),
    )

    assert sorted(one is None for one in told) == [False, True]
    assert request.team.sites.count() == 1
    assert Message.objects.filter(address=request.email).count() == 1


def test_one_form_sent_twice_at_once(at):
    at("2025-09-18 10:00")
    team, token = TeamFactory(proposal__state=State.FOLLOW_UP), uuid4()
    facts = {
        "agency_th": "เทศบาล", "province_id": 84, "message_th": "ตลาด", "name_th": "ผู้ขอ",
        "email": "asker@example.org",
    }  # fmt: skip

    def ask():
        adopting.ask_to_adopt(team, token, **facts)

    assert at_once(ask, ask) == [None, None]
    assert AdoptionRequest.objects.count() == 1
