"""R6: five days, one day and an hour before the pitch, each once."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from proposals.states import State
from pyp_portal.outbox.models import Message
from selection import services
from selection.services.reminding_pitches import stages_of
from tests.factories.proposals import ProposalFactory, StoredFileFactory
from tests.factories.selection import REASON, fresh, plan_of, seat_members

pytestmark = pytest.mark.django_db
PITCH = datetime(2025, 2, 17, 10, 0, tzinfo=ZoneInfo("Asia/Bangkok"))  # a Monday


@pytest.fixture
def slot(at):
    at("2025-02-03 09:00")
    plan = plan_of()
    session = services.open_session(plan, starts_at=PITCH, place_th="ห้องประชุม")
    made = services.schedule(session, [ProposalFactory(call=plan.call, state=State.SHORTLISTED)])[0]
    services.publish_schedule(session)
    return fresh(made)


def told():
    occasions = Message.objects.filter(occasion__startswith="pitch-reminder:")
    return [
        occasion.rpartition(":")[2] for occasion in occasions.values_list("occasion", flat=True)
    ]


@pytest.mark.parametrize(
    ("moment", "stages"),
    [
        ("2025-02-11 09:00", []),
        ("2025-02-12 08:00", []),  # a national holiday, and before the office opens
        ("2025-02-13 09:00", ["slides"]),
        ("2025-02-13 17:00", []),
        ("2025-02-14 09:00", ["day"]),  # the working day before a Monday
        ("2025-02-16 09:00", []),
        ("2025-02-17 08:59", []),
        ("2025-02-17 09:00", ["hour"]),
        ("2025-02-17 10:00", []),
    ],
)
def test_what_is_due_when(moment, stages, slot, at):
    now = at(moment)
    slot.has_slides = False

    found = [step.name for step, moment in stages_of(slot, now, now) if moment <= now]
    assert found == stages


def test_each_is_sent_once_however_often_it_runs(slot, at):
    for moment in ("2025-02-13 09:00", "2025-02-13 09:10", "2025-02-14 09:00", "2025-02-17 09:30"):
        at(moment)
        services.remind_pitches()

    assert sorted(told()) == ["day", "hour", "slides"]
    mails = Message.objects.filter(occasion__startswith="pitch-reminder:")
    assert {mail.address for mail in mails} == {slot.proposal.owner.email}
    assert all(f"/selection/slots/{slot.uid}/" in mail.body for mail in mails)


def test_whoever_has_sent_slides_is_not_asked_for_them(slot, at):
    now = at("2025-02-13 09:00")
    slot.decks.create(file=StoredFileFactory(), sent_at=now, sent_by=slot.proposal.owner)

    assert services.remind_pitches() == 0


def test_nobody_is_reminded_of_what_was_not_published_or_is_settled(slot, at):
    slot.session.published_at = None
    slot.session.save()
    at("2025-02-14 09:00")
    assert services.remind_pitches() == 0
    slot.session.published_at = slot.session.changed_at
    slot.session.save()
    at("2025-02-17 09:30")
    services.start_session(slot.session, seat_members(slot.session.plan, 1))
    services.record_missed(slot, reason=REASON)

    assert services.remind_pitches() == 0


def test_a_pitch_that_moves_is_told_again(slot, at):
    at("2025-02-14 09:00")
    services.remind_pitches()
    slot.starts_at += timedelta(hours=2)
    slot.save()

    services.remind_pitches()

    assert told() == ["day", "day"]
