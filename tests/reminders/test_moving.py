"""A reminder that is held back stays so when its due day moves, and who held it looks again."""

from datetime import timedelta

import pytest
from django.urls import reverse

from proposals.models import Call
from proposals.services.reminding import R1
from pyp_portal.desk.waiting import waiting_for
from pyp_portal.history.services import timeline
from pyp_portal.outbox.models import Message
from pyp_portal.reminders import holding, planning, sending
from pyp_portal.reminders.models import Reminder
from tests.factories.accounts import UserFactory
from tests.factories.proposals import ProposalFactory

pytestmark = pytest.mark.django_db
REASON = "หน่วยงานแจ้งแล้วว่าจะไม่ยื่น"
ASKED = "วันกำหนดเลื่อน ยังจะพักการเตือนนี้ไว้หรือไม่"


@pytest.fixture
def officer():
    return UserFactory(staff=True)


@pytest.fixture
def held(at, officer):
    """A step of a draft that is held back: seven days before the call closes."""
    at("2024-12-23 10:00")
    ProposalFactory()
    planning.plan()
    return holding.hold(Reminder.objects.get(step="-7d"), by=officer, reason=REASON)


def more_time(days=5):
    for call in Call.objects.all():
        Call.objects.filter(pk=call.pk).update(closes_at=call.closes_at + timedelta(days=days))


def asks(person):
    return [line.url for line in waiting_for(person) if line.title == ASKED]


def test_the_hold_goes_along_and_its_holder_is_asked(held, officer):
    was = held.due_at
    more_time()
    planning.plan()
    planning.plan()

    row = Reminder.objects.held().get()
    assert (row.step, row.due_at, row.moved_from) == ("-7d", was + timedelta(days=5), was)
    assert (row.held_by, row.held_because, row.held_at) == (officer, REASON, held.held_at)
    assert [event.verb for event in timeline(row)] == ["held along"]
    assert asks(officer) == [row.get_absolute_url()]
    assert asks(UserFactory(staff=True)) == []
    assert not Reminder.objects.get(pk=held.pk).is_held


def test_nothing_leaves_between_the_move_and_the_next_plan(held, at):
    """The day comes nearer a moment before the job that sends: it is planned anew first."""
    more_time(-7)
    sending.send(R1, at("2024-12-24 09:00"))

    assert Reminder.objects.held().get().step == "-7d"
    assert not Message.objects.filter(occasion__contains=":-7d:").exists()


def test_a_day_far_ahead_is_held_once_it_is_planned(held, at):
    more_time(60)
    planning.plan()
    assert not Reminder.objects.open().filter(step="-7d").exists()
    at("2025-02-20 10:00")
    planning.plan()

    assert Reminder.objects.held().get().step == "-7d"


def test_what_came_before_its_day_moved_holds_nothing_else(held, at):
    """The day has passed while it was held: a later call reminds of itself."""
    at("2025-01-05 10:00")
    more_time(30)
    planning.plan()
    at("2025-01-27 10:00")
    planning.plan()

    assert Reminder.objects.open().filter(step="-7d").exists()
    assert not Reminder.objects.held().exists()


def test_it_is_let_go_or_held_anew_for_the_new_day(held, officer, client_of):
    more_time()
    planning.plan()
    row, client = Reminder.objects.held().get(), client_of(officer)
    page = client.get(row.get_absolute_url()).content.decode()
    client.post(reverse("reminders:hold", args=[row.uid]), {"reason": "ยังไม่ยื่นเช่นเดิม"})
    again = Reminder.objects.get(pk=row.pk)
    told = asks(officer)
    client.post(reverse("reminders:let_go", args=[row.uid]))

    assert "วันกำหนดเลื่อนหลังจากพักไว้" in page and page.count("reminders/") > 2
    assert (again.held_because, again.moved_from, told) == ("ยังไม่ยื่นเช่นเดิม", None, [])
    assert not Reminder.objects.get(pk=row.pk).is_held
