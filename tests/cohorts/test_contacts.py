"""Who writes the reports: handed on by the agency or the office, also after somebody left."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from cohorts import follow_ups, permissions, reporters, services, todo
from cohorts.models import ReportContact
from cohorts.services.contacts import name_contact
from proposals.grounds import MoveRefused, ReasonNeeded
from pyp_portal import clock
from pyp_portal.outbox.models import Message
from tests.factories.accounts import HandOverFactory, MembershipFactory, UserFactory
from tests.factories.cohorts import RoundFactory

pytestmark = pytest.mark.django_db
REASON = "ผู้ประสานคนเดิมย้ายไปปฏิบัติงานที่อื่น"
DUE = date(2026, 3, 2)
MAILBOX = "saraban@example.org"


@pytest.fixture(autouse=True)
def _before_it_is_due(at):
    at("2026-02-02 09:00")


@pytest.fixture
def staff():
    return UserFactory(staff=True)


@pytest.fixture
def team():
    team = RoundFactory(due_on=DUE).team
    team.responsible_agency.saraban_email = MAILBOX
    team.responsible_agency.save()
    return team


def member(team, **rights):
    return MembershipFactory(agency=team.responsible_agency, **rights).user


def gone(person):
    person.memberships.update(ended_at=clock.now())
    return type(person).objects.get(pk=person.pk)


def told(template):
    mails = Message.objects.filter(template=f"cohorts/emails/{template}.txt")
    return set(mails.values_list("address", flat=True))


def test_the_reports_are_handed_on_and_the_rows_before_stay(team, staff):
    first, second = member(team), member(team, can_edit=False)
    name_contact(team, first, by=staff, reason=REASON)

    name_contact(team, second, by=first, reason=REASON)

    rows = list(ReportContact.objects.values_list("person", "named_by", "reason_th"))
    assert rows == [(second.pk, first.pk, REASON), (first.pk, staff.pk, REASON)]
    assert (reporters.contact_of(team), reporters.named_contact(team).person) == (second, second)
    assert told("contact_named") == {first.email, second.email, MAILBOX}
    body = Message.objects.filter(address=second.email).first().body
    assert (first.name_th in body, "รอบ 6 เดือน" in body) == (True, True)


@pytest.mark.parametrize("who", ["stranger", "left", "inactive", "same"])
def test_only_somebody_of_the_agency_today_who_is_new(team, staff, who):
    person = UserFactory() if who == "stranger" else member(team)
    if who == "left":
        person = gone(person)
    elif who == "inactive":
        person.is_active = False
        person.save()
    elif who == "same":
        name_contact(team, person, by=staff, reason=REASON)
    before = ReportContact.objects.count()

    with pytest.raises(MoveRefused):
        name_contact(team, person, by=staff, reason=REASON)

    assert ReportContact.objects.count() == before


def test_a_reason_is_needed(team, staff):
    with pytest.raises(ReasonNeeded):
        name_contact(team, member(team), by=staff, reason="ย้าย")


# --- Who is reminded
def test_the_contact_and_the_mailbox_are_reminded_and_no_other_writer(team, staff):
    chosen, other = member(team), member(team)
    name_contact(team, chosen, by=staff, reason=REASON)

    services.remind_reports()

    assert told("report_due") == {chosen.email, MAILBOX}
    assert other.email not in told("report_due")


def test_after_the_contact_left_writers_and_heads_are_reminded(team, staff):
    contact, writer = member(team), member(team)
    head = member(team, can_edit=False, can_endorse=True)
    name_contact(team, contact, by=staff, reason=REASON)
    gone(contact)

    services.remind_reports()

    assert reporters.contact_of(team) is None
    assert told("report_due") == {writer.email, head.email, MAILBOX}


def test_whoever_took_over_the_work_of_the_contact_writes_the_reports(team, staff, client_of):
    contact, heir, other = member(team), member(team), member(team)
    name_contact(team, contact, by=staff, reason=REASON)
    offer = HandOverFactory(membership=contact.memberships.get(), successor=heir)
    gone(contact)
    assert reporters.contact_of(team) is None  # only offered

    offer.outcome, offer.settled_at = "accepted", clock.now()
    offer.save()
    services.remind_reports()

    assert reporters.contact_of(team) == heir
    assert told("report_due") == {heir.email, MAILBOX}
    rounds = follow_ups.for_page(team.rounds.all())
    assert [row[1:] for row in follow_ups.with_people(list(rounds))] == [([heir], None)]
    page = client_of(other).get(reverse("cohorts:report_contact", args=[team.proposal.code]))
    assert page.context["heir"] == heir
    gone(heir)
    assert reporters.has_left(reporters.named_contact(team))


def test_a_contact_of_the_former_agency_writes_no_more(team, staff):
    contact = member(team)
    name_contact(team, contact, by=staff, reason=REASON)

    other = MembershipFactory(can_edit=False)
    services.name_responsible(team, other.agency, by=staff)

    team.refresh_from_db()
    assert reporters.has_left(reporters.named_contact(team))
    assert not permissions.is_report_contact(team, contact)
    assert reporters.candidates(team) == [other.user]


# --- What the contact may and is asked to do
def test_a_contact_without_other_rights_reports_and_finds_it_in_the_tasks(team, staff, at):
    person = member(team, can_edit=False)
    round_ = team.rounds.get()
    assert not permissions.can_report(round_, person)
    name_contact(team, person, by=staff, reason=REASON)

    at(f"{DUE - timedelta(days=3)} 09:00")

    assert permissions.can_report(round_, person)
    assert permissions.can_name_contact(team, person)
    urls = [line.url for line in todo.todo(person)]
    assert urls == [reverse("cohorts:report", args=[round_.uid])]


def test_a_member_who_only_looks_hands_nothing_on(team):
    looker, head = member(team, can_edit=False), member(team, can_edit=False, can_endorse=True)

    allowed = [permissions.can_name_contact(team, one) for one in (looker, head, UserFactory())]

    assert allowed == [False, True, False]


# --- The page
def test_the_agency_hands_on_by_itself(team, client_of):
    writer, colleague = member(team), member(team)
    url = reverse("cohorts:report_contact", args=[team.proposal.code])

    page = client_of(writer).get(url).content.decode()
    client_of(writer).post(url, {"person": colleague.pk, "reason": REASON})

    assert colleague.email in page
    assert reporters.contact_of(team) == colleague
    again = client_of(writer).get(url)
    assert colleague.pk not in {
        int(key) for key, _name in again.context["form"].fields["person"].choices
    }


def test_somebody_who_was_not_offered_is_refused_with_what_was_typed(team, client_of):
    writer = member(team)
    url = reverse("cohorts:report_contact", args=[team.proposal.code])

    page = client_of(writer).post(url, {"person": UserFactory().pk, "reason": REASON})

    assert page.context["form"].errors.keys() == {"person"}
    assert REASON in page.content.decode()
    assert not ReportContact.objects.exists()


def test_where_nobody_else_works_the_page_says_what_to_do(team, staff, client_of):
    only = member(team)
    name_contact(team, only, by=staff, reason=REASON)
    url = reverse("cohorts:report_contact", args=[team.proposal.code])

    page = client_of(staff).get(url)

    assert "form" not in page.context
    gone(only)
    assert only.name_th in client_of(staff).get(url).content.decode()
