"""Planned, held back, let go, told once; never to too many, nor too often to one."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from proposals.services.reminding import R1
from proposals.states import State
from pyp_portal.history.services import timeline
from pyp_portal.outbox.models import Message
from pyp_portal.reminders import forecasting, holding, planning, sending, tasks
from pyp_portal.reminders.models import Halt, Reminder
from tests.factories.accounts import UserFactory
from tests.factories.proposals import CallFactory, ProposalFactory

pytestmark = pytest.mark.django_db
REASON = "หน่วยงานแจ้งแล้วว่าจะไม่ยื่น"


@pytest.fixture
def draft(at):
    """A draft two weeks before the call closes (7 January 2025, 00.00)."""
    at("2024-12-23 10:00")
    return ProposalFactory()


@pytest.fixture
def officer():
    return UserFactory(staff=True)


def steps(**narrowed):
    return list(Reminder.objects.filter(**narrowed).values_list("step", flat=True))


def told():
    found = Message.objects.filter(template="proposals/emails/draft_reminder.txt")
    return [message.occasion.split(":")[3] for message in found.order_by("pk")]


def test_the_plan_holds_what_comes_to_whom_and_when(draft):
    assert planning.plan() == planning.plan() == 3

    # -3d falls on a Saturday, and -1d comes before offices open; -3h is more than 14 days away
    assert steps(told_at=None) == ["-14d", "-7d", "-1d"]
    first = Reminder.objects.first()
    assert first.people == [[str(draft.owner), draft.owner.email]]
    assert (first.code, first.about) == (draft.code, f"{draft.code} {draft.lead_agency.name_th}")
    assert first.url == draft.get_absolute_url()
    assert [one.isoformat() for one in Reminder.objects.values_list("at", flat=True)][:1] == [
        "2024-12-24T01:30:00+00:00"
    ]
    assert Message.objects.count() == 0


def test_what_is_done_is_no_longer_needed_and_comes_again_with_the_work(draft):
    planning.plan()
    drafts = type(draft).objects.filter(pk=draft.pk)
    drafts.update(**{"state": State.SUBMITTED})
    planning.plan()
    assert (Reminder.objects.open().count(), Reminder.objects.ended().count()) == (0, 3)

    drafts.update(**{"state": State.DRAFT})
    planning.plan()

    assert (Reminder.objects.open().count(), Reminder.objects.ended().count()) == (3, 0)


def test_what_was_told_is_in_no_plan_any_more_and_what_was_missed_has_ended(draft, at):
    planning.plan()
    now = at("2025-01-02 09:00")  # nothing ran for nine days
    assert [sending.send(R1, now), sending.send(R1, now)] == [1, 0]
    planning.plan()

    assert told() == ["-7d"]
    assert steps(told_at=now) == ["-7d"]
    assert steps(ended_at=now) == ["-14d"]
    assert sorted(Reminder.objects.open().values_list("step", flat=True)) == ["-1d", "-3h"]


def test_held_back_it_waits_and_let_go_it_is_sent(draft, officer, at):
    planning.plan()
    at("2024-12-24 08:00")
    held = holding.hold(Reminder.objects.get(step="-14d"), by=officer, reason=REASON)
    with pytest.raises(ValidationError, match=str(officer)):
        holding.hold(held, by=UserFactory(staff=True), reason="อีกเหตุผลหนึ่ง")
    now = at("2024-12-24 09:00")
    planning.plan()
    assert (sending.send(R1, now), told()) == (0, [])

    holding.let_go(held, by=officer)
    with pytest.raises(ValidationError):
        holding.let_go(held, by=officer)

    assert (sending.send(R1, now), told()) == (1, ["-14d"])
    assert [(event.verb, event.reason) for event in timeline(held)] == [
        ("held back", REASON),
        ("let go", ""),
    ]
    with pytest.raises(ValidationError, match="ส่งไปแล้ว"):
        holding.hold(held, by=officer, reason=REASON)


def test_what_is_long_over_is_forgotten_and_yet_not_told_again(draft, at, monkeypatch):
    now = at("2024-12-24 09:00")
    sending.send(R1, now)
    monkeypatch.setattr(planning, "KEPT", timedelta(minutes=5))
    planning.plan(now + timedelta(minutes=10))

    assert (steps(told_at=now), Reminder.objects.open().count()) == ([], 3)
    assert sending.send(R1, now + timedelta(minutes=20)) == 0


def test_what_has_nothing_to_tell_is_in_no_plan(draft, monkeypatch):
    monkeypatch.setattr("proposals.services.reminding.found", lambda code, *states: None)

    assert (planning.plan(), Reminder.objects.count()) == (0, 0)


def test_a_yes_is_asked_for_days_before_and_once(draft, at, settings):
    settings.REMINDERS_AT_ONCE = 1
    director = UserFactory(director=True)
    ProposalFactory(call=draft.call)
    for _each in range(2):
        tasks.plan()

    days = [date(2024, 12, 24), date(2025, 1, 2), date(2025, 1, 6)]  # New Year between them
    assert sorted(Halt.objects.values_list("day", flat=True)) == days
    warned = Message.objects.filter(template="reminders/emails/halted.txt")
    assert [one.address for one in warned] == [director.email] * 3
    holding.allow("R1", days[0], 2, by=director)
    assert forecasting.ask_ahead() == 2
    assert sending.send(R1, at("2024-12-24 09:00")) == 2


def test_what_people_chose_themselves_needs_no_yes(draft, at, settings):
    settings.REMINDERS_AT_ONCE = 0
    chosen = replace(R1, is_must=False)

    assert sending.send(chosen, at("2024-12-24 09:00")) == 1
    assert Halt.objects.count() == 0


def test_what_is_needed_no_longer_is_not_held(draft, officer):
    planning.plan()
    type(draft).objects.filter(pk=draft.pk).update(**{"state": State.SUBMITTED})
    planning.plan()

    with pytest.raises(ValidationError):
        holding.hold(Reminder.objects.filter(rule="R1").first(), by=officer, reason=REASON)


def test_a_letter_that_nobody_gets_is_not_told(draft, at, monkeypatch):
    monkeypatch.setattr("proposals.services.reminding.drafters", lambda draft: [])
    now = at("2024-12-24 09:00")
    planning.plan()

    assert sending.send(R1, now) == 0
    assert Reminder.objects.get(step="-14d").people == []
    monkeypatch.undo()
    assert sending.send(R1, now + timedelta(hours=2)) == 1  # somebody is known now


def test_a_rule_that_would_write_to_many_waits_for_a_yes(draft, officer, at, settings):
    settings.REMINDERS_AT_ONCE = 1
    admin, director = UserFactory(admin=True), UserFactory(director=True)
    for _each in range(2):
        ProposalFactory(call=draft.call)
    now = at("2024-12-24 09:00")

    assert [sending.send(R1, now), sending.send(R1, now)] == [0, 0]

    assert told() == []
    halt = Halt.objects.get()
    assert (halt.rule, halt.people, halt.is_waiting) == ("R1", 3, True)
    warned = Message.objects.filter(template="reminders/emails/halted.txt")
    assert {one.address for one in warned} == {admin.email, director.email}
    assert "3 คน" in warned.first().subject
    with pytest.raises(ValidationError, match="3 คน"):  # fewer than it has become
        holding.allow("R1", halt.day, 2, by=director)
    holding.allow("R1", halt.day, 3, by=director)
    assert sending.send(R1, now) == 3
    ProposalFactory(call=draft.call)
    assert sending.send(R1, now) == 0  # a fourth was not said yes to


@pytest.mark.parametrize(
    ("code", "days", "people"), [("R99", 0, 900), ("R1", -1, 900), ("R1", 0, 5)]
)
def test_a_yes_that_nothing_asks_for_is_refused(officer, at, code, days, people):
    today = at("2024-12-24 09:00").date()

    with pytest.raises(ValidationError):
        holding.allow(code, today + timedelta(days=days), people, by=officer)
    assert Halt.objects.count() == 0


def test_nobody_gets_more_than_so_many_in_an_hour_but_what_is_urgent(at, settings):
    settings.REMINDERS_AN_HOUR = 2
    at("2024-12-23 10:00")
    owner, call = UserFactory(), CallFactory()
    for _each in range(3):
        ProposalFactory(call=call, owner=owner)
    now = at("2024-12-24 09:00")
    hours = [timedelta(), timedelta(minutes=50), timedelta(minutes=61)]

    assert [sending.send(R1, now + hour) for hour in hours] == [2, 0, 1]
    assert sending.send(R1, at("2025-01-06 00:10")) == 3


def test_a_rule_that_posts_under_another_occasion_is_a_mistake(draft, at, monkeypatch):
    monkeypatch.setattr("proposals.services.reminding.found", lambda code, *states: draft)
    now = at("2024-12-24 09:00")
    (letter,) = [one for one in R1.letters(now, now) if one.at <= now]
    other = type(letter)(**{**vars(letter), "key": "another"})

    with pytest.raises(ValueError, match="another"):
        sending.tell(R1, other, now)
    assert (told(), Reminder.objects.count()) == ([], 0)
