"""Questions when two act at once: one question, one answer, one mail, one sequence."""

from functools import partial
from uuid import uuid4

import pytest

from proposals.models import BriefingEvent, Enquiry
from proposals.services import enquiring, explaining
from pyp_portal.history.services import timeline
from pyp_portal.outbox.models import Message
from tests.factories.accounts import UserFactory
from tests.factories.call_pages import BriefingFactory, EnquiryFactory
from tests.factories.proposals import CallFactory
from tests.proposals.test_races import refused, together

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
]


def test_two_officers_answer_at_once():
    one = EnquiryFactory(email="asker@example.org")
    officers = UserFactory.create_batch(2, staff=True)

    answers = together(*(partial(enquiring.answer, one, who, "ได้") for who in officers))

    assert len(refused(answers)) == 1
    assert Message.objects.count() == 1
    assert [event.verb for event in timeline(one)] == ["answered"]


def test_the_same_form_arrives_twice_at_once():
    CallFactory(open_now=True)
    token = uuid4()
    ask = partial(enquiring.ask, token, category="form", question="ถาม", name="ก", email="a@b.co")

    first, second = together(ask, ask)

    assert first == second == Enquiry.objects.get()


def test_two_change_a_briefing_at_once():
    event = BriefingFactory()
    officer = UserFactory(staff=True)
    change = partial(explaining.change_briefing, event, officer, 0)

    answers = together(partial(change, place_th="ห้อง 1"), partial(change, place_th="ห้อง 2"))

    assert len(refused(answers)) == 1
    assert BriefingEvent.objects.get().sequence == 1
