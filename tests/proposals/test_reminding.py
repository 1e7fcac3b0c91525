"""R1 and R2: at their hour, once, and after an outage only the latest."""

from datetime import datetime, timedelta

import pytest

from proposals import emails
from proposals.models import Return, ReturnItem
from proposals.services.reminding import DRAFT_STEPS, remind_drafts
from proposals.states import State
from pyp_portal import thai
from pyp_portal.outbox.models import Message
from pyp_portal.outbox.services import post
from tests.conftest import BANGKOK
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.proposals import ProposalFactory, complete_proposal
from tests.reminders.asking import told_at

CLOSES = datetime(2025, 1, 7, tzinfo=BANGKOK)


def at_time(text):
    return datetime.fromisoformat(text).replace(tzinfo=BANGKOK)


@pytest.mark.parametrize(
    ("moment", "offset"),
    [
        ("2024-12-23 16:00", None),  # fifteen days before
        ("2024-12-24 08:29", None),  # the day has come, the office has not opened
        ("2024-12-24 08:30", "-14d"),
        ("2024-12-28 10:00", None),  # a Saturday
        ("2024-12-27 16:29", "-14d"),  # still the latest one that is due
        ("2024-12-30 10:00", None),  # a holiday between two others
        ("2024-12-31 09:00", None),  # New Year's Eve is a holiday
        ("2025-01-02 09:00", "-7d"),
        ("2025-01-04 09:00", None),  # three days before, but a Saturday
        ("2025-01-05 23:59", None),
        ("2025-01-06 00:00", "-1d"),  # the last two do not wait for the office
        ("2025-01-06 20:59", "-1d"),
        ("2025-01-06 21:00", "-3h"),
        ("2025-01-07 00:00", None),
    ],
)
def test_which_reminder_is_due(moment, offset):
    assert told_at(DRAFT_STEPS, CLOSES, at_time(moment), ends=CLOSES) == offset


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        ("2025-01-06 08:30", True),
        ("2025-01-06 16:29", True),
        ("2025-01-06 16:30", False),
        ("2025-01-05 10:00", False),
        ("2024-12-05 10:00", False),  # a holiday
    ],
)
def test_office_hours(moment, is_open):
    assert thai.is_office_hour(at_time(moment)) == is_open


def told(template="draft_reminder"):
    found = Message.objects.filter(template=f"proposals/emails/{template}.txt")
    return sorted(found.values_list("address", flat=True))


@pytest.fixture
def draft(at):
    at("2024-12-20 10:00")
    return complete_proposal()


@pytest.mark.django_db
def test_drafters_and_contacts_are_told_once(draft, at):
    writer = MembershipFactory(agency=draft.lead_agency).user
    MembershipFactory(agency=draft.lead_agency, can_edit=False)
    MembershipFactory(agency=draft.lead_agency, waiting=True)
    at("2025-01-06 00:10")

    for _run in range(3):
        remind_drafts()

    assert told() == sorted(
        [writer.email, "contact@example.org", "alt@example.org", "saraban@example.org"]
    )


@pytest.mark.django_db
def test_who_submitted_is_not_reminded(draft, at):
    ProposalFactory(call=draft.call, state=State.SUBMITTED)
    at("2025-01-06 00:10")

    assert remind_drafts() == 1


@pytest.mark.django_db
def test_after_an_outage_nobody_gets_three_at_once(draft, at):
    at("2025-01-06 21:30")

    assert (remind_drafts(), remind_drafts()) == (1, 0)
    occasions = Message.objects.values_list("occasion", flat=True)
    assert {occasion.split(":")[3] for occasion in occasions} == {"-3h"}


@pytest.mark.django_db
def test_an_extended_call_reminds_anew(draft, at):
    at("2025-01-06 00:10")
    remind_drafts()
    draft.call.closes_at += timedelta(days=1)
    draft.call.save()
    at("2025-01-07 00:10")

    assert remind_drafts() == 1


@pytest.mark.django_db
def test_the_reminder_says_how_much_is_there(draft, at):
    at("2025-01-06 00:10")

    remind_drafts()

    message = Message.objects.filter(address="contact@example.org").get()
    assert "100%" in message.body
    assert "23.59" in message.subject


@pytest.mark.django_db
def test_a_draft_without_contact_reminds_who_began_it(at):
    at("2025-01-06 00:10")
    draft = ProposalFactory()

    remind_drafts()

    assert told() == [draft.owner.email]


@pytest.mark.django_db
def test_a_revision_is_reminded_of_once(at):
    now = at("2025-01-14 09:00")
    proposal = complete_proposal(
        state=State.RETURNED, revision_due_at=now + timedelta(days=2, hours=15)
    )
    letter = Return.objects.create(
        proposal=proposal, round_no=1, written_by=UserFactory(), sent_at=now
    )
    ReturnItem.objects.create(letter=letter, question="F22", defect_th="ขาด", request_th="เพิ่ม")

    assert (remind_drafts(), remind_drafts()) == (1, 0)
    assert len(told("revision_reminder")) == 3
    at("2025-01-15 08:30")
    assert (remind_drafts(), remind_drafts()) == (0, 0)
    at("2025-01-16 08:30")
    assert (remind_drafts(), remind_drafts()) == (1, 0)


@pytest.mark.django_db
def test_a_run_that_dies_half_way_is_made_up_for(draft, at, monkeypatch):
    at("2025-01-06 00:10")
    told_first = []

    def dying(template, *, to, occasion, **context):
        told_first.append(post(template, to=to[0], occasion=occasion, **context))
        raise ConnectionError

    monkeypatch.setattr(emails, "post_each", dying)
    with pytest.raises(ConnectionError):
        remind_drafts()
    assert (len(told_first), told()) == (1, [])
    monkeypatch.undo()

    assert remind_drafts() == 1
    assert len(told()) == 3
