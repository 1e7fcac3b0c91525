"""R9: the ladder of reminders, each step once, on working days, also after an outage."""

from datetime import date, timedelta

import pytest

from cohorts import services
from cohorts.services.reminding import TO_AGENCY
from proposals.states import State
from pyp_portal.outbox.models import Message
from tests.factories.accounts import AgencyFactory, MembershipFactory, UserFactory
from tests.factories.cohorts import RoundFactory
from tests.reminders.asking import reached_on

pytestmark = pytest.mark.django_db
DUE = date(2026, 3, 2)  # a Monday


@pytest.fixture
def people(at):
    """A writer, a head and a case owner around one round due on 2 March 2026."""
    at("2026-01-05 09:00")
    owner = UserFactory(staff=True)
    round_ = RoundFactory(due_on=DUE, team__case_owner=owner, team__proposal__case_owner=owner)
    agency = round_.team.proposal.lead_agency
    agency.saraban_email = "saraban@example.org"
    agency.save()
    writer = MembershipFactory(agency=agency, can_submit=True).user
    head = MembershipFactory(agency=agency, can_edit=False, can_endorse=True).user
    return {"round": round_, "writer": writer, "head": head, "owner": owner}


def told():
    return sorted(Message.objects.values_list("address", flat=True))


def run_at(at, day, clock_time="09:00"):
    at(f"{day} {clock_time}")
    services.remind_reports()
    return told()


def test_nothing_is_said_more_than_a_month_ahead(people, at):
    assert run_at(at, DUE - timedelta(days=31)) == []


@pytest.mark.parametrize("step", [-30, -7, 7])
def test_writer_and_mailbox_are_told_at_each_step(people, at, step):
    day = DUE + timedelta(days=step)
    while day.weekday() > 4:
        day += timedelta(days=1)

    assert run_at(at, day) == sorted([people["writer"].email, "saraban@example.org"])


def test_after_two_weeks_the_head_is_copied_and_after_a_month_the_office(people, at):
    services.remind_reports()
    run_at(at, DUE + timedelta(days=14))
    assert Message.objects.filter(address=people["head"].email).count() == 1

    run_at(at, DUE + timedelta(days=30))

    late = Message.objects.get(address=people["owner"].email)
    assert people["writer"].phone in late.body


def test_each_step_is_told_once_however_often_the_job_runs(people, at):
    first = run_at(at, DUE - timedelta(days=7))

    assert run_at(at, DUE - timedelta(days=7), "09:10") == first
    assert run_at(at, DUE - timedelta(days=6)) == first


def test_after_an_outage_only_the_latest_step_is_told(people, at):
    """The job slept through T-30 and T-7: on the eighth day after, one message each."""
    assert run_at(at, DUE + timedelta(days=8)) == sorted(
        [people["writer"].email, "saraban@example.org"]
    )
    assert "เลยกำหนด 8 วัน" in Message.objects.first().subject


@pytest.mark.parametrize(
    ("day", "clock_time"),
    [
        (date(2026, 2, 23), "08:29"),
        (date(2026, 2, 23), "16:30"),
        (date(2026, 2, 28), "09:00"),  # a Saturday
        (date(2026, 3, 3), "09:00"),  # Makha Bucha
    ],
)
def test_reminders_go_out_on_working_days_in_office_hours(people, at, day, clock_time):
    assert run_at(at, day, clock_time) == []


def test_a_filed_or_waived_round_is_left_alone(people, at):
    at("2026-02-20 09:00")
    services.file_report(people["round"], by=people["writer"], overall="GREEN")
    Message.objects.all().delete()

    assert run_at(at, DUE + timedelta(days=8)) == []


def test_a_returned_report_is_owed_again(people, at):
    at("2026-02-20 09:00")
    report = services.file_report(people["round"], by=people["writer"], overall="GREEN")
    services.return_report(report, by=people["owner"], note="โปรดตรวจสอบตัวเลขอีกครั้ง")
    Message.objects.all().delete()

    assert run_at(at, DUE + timedelta(days=8)) != []


def test_an_ended_issue_is_left_alone(at):
    at("2026-03-10 09:00")
    RoundFactory(due_on=DUE, team__proposal__state=State.DISCONTINUED)
    RoundFactory(due_on=DUE, team__proposal__state=State.CLOSED)

    services.remind_reports()

    assert told() == []


def test_an_agency_that_cannot_report_yet_is_not_asked_to(people, at):
    """Nobody has been named who answers for the issue: that is for the office to mend."""
    type(people["round"].team.proposal).objects.update(state=State.PRESENTED)

    assert run_at(at, DUE + timedelta(days=14)) == []
    assert run_at(at, DUE + timedelta(days=30)) == [people["owner"].email]


@pytest.mark.parametrize(
    ("days", "step"),
    [
        (-31, None),
        (-30, -30),
        (-10, -30),
        (-8, None),  # a Sunday: when offices open again the next step has come
        (-7, -7),
        (4, -7),
        (6, None),
        (7, 7),
        (99, 14),
    ],
)
def test_the_last_step_behind_us_is_the_one_told(days, step):
    found = reached_on(TO_AGENCY, DUE, DUE + timedelta(days=days))
    assert found == (str(step) if step else None)


def test_another_responsible_agency_is_told_instead_of_the_lead(people, at):
    other = MembershipFactory(agency=AgencyFactory(), can_submit=True)
    services.name_responsible(people["round"].team, other.agency, by=people["owner"])
    Message.objects.all().delete()

    assert run_at(at, DUE - timedelta(days=7)) == [other.user.email]
