"""Held back and sent at the same moment: one of them comes first, and both know."""

import pytest
from django.core.exceptions import ValidationError

from proposals.services.reminding import R1
from pyp_portal import clock
from pyp_portal.outbox.models import Message
from pyp_portal.reminders import holding, planning, sending
from pyp_portal.reminders.models import Reminder
from tests.factories.accounts import UserFactory
from tests.factories.proposals import ProposalFactory
from tests.proposals.test_races import together

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
]


def test_held_back_or_sent_and_never_both(at):
    at("2024-12-24 09:00")
    ProposalFactory()
    officer = UserFactory(staff=True)
    planning.plan()
    row = Reminder.objects.get(step="-14d")

    def hold():
        try:
            return holding.hold(row, by=officer, reason="ยังไม่ถึงเวลา")
        except ValidationError as refused:
            return refused

    held, count = together(hold, lambda: sending.send(R1, clock.now()))

    row.refresh_from_db()
    assert bool(row.told_at) != row.is_held
    assert (count, Message.objects.count()) == ((1, 1) if row.told_at else (0, 0))
    assert isinstance(held, ValidationError) == bool(row.told_at)
