"""Directives: given, reported, confirmed, put off, tracked, reminded of."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cohorts import permissions, services, tracking
from cohorts.models import Directive
from cohorts.presenting_states import DirectiveStatus
from cohorts.services import remind_directives
from cohorts.tasks import track
from cohorts.todo import todo
from proposals.grounds import MoveRefused, ReasonNeeded
from pyp_portal.outbox.models import Message
from pyp_portal.papers.models import Export
from tests.factories.accounts import AgencyFactory, MembershipFactory, UserFactory
from tests.factories.cohorts import ItemFactory, full_team
from tests.factories.papers import ExportFactory
from tests.factories.proposals import AccessFactory, StoredFileFactory, pdf

pytestmark = pytest.mark.django_db
DUE = date(2026, 3, 2)  # a Monday
REASON = "รอร่างแนวทางจากคณะทำงานร่วม"


@pytest.fixture(autouse=True)
def _after_the_session(at):
    at("2025-08-29 10:00")


@pytest.fixture
def staff():
    return UserFactory(staff=True)


@pytest.fixture
def agency():
    return AgencyFactory()


@pytest.fixture
def writer(agency):
    return MembershipFactory(agency=agency, can_submit=True).user


@pytest.fixture
def given(staff, agency):
    return give(staff, agency)


def give(staff, agency, **facts):
    facts = {"text_th": "ให้ศึกษาค่าโดยสาร", "due_on": DUE, **facts}
    item = facts.pop("item", None) or ItemFactory(team__proposal__case_owner=staff)
    return services.add_directive(item, by=staff, responsible_agency=agency, **facts)


def told(start):
    """Who was told of the occasions that begin so."""
    found = Message.objects.filter(occasion__startswith=start)
    return sorted(found.values_list("address", flat=True))


# --- Verbs ---------------------------------------------------------------------
def test_an_order_cannot_be_due_before_it_was_given(staff, agency):
    with pytest.raises(MoveRefused):
        give(staff, agency, due_on=date(2025, 8, 26))

    assert not Directive.objects.exists()


def test_the_agency_reports_and_the_office_confirms(given, staff, writer):
    services.report_directive(given, by=writer, status="in_progress")
    services.report_directive(given, by=writer, status="reported", evidence_th="หนังสือแจ้งผล")
    done = services.update_directive(given, by=staff, status="done", evidence_th="หนังสือแจ้งผล")

    assert done.is_done
    steps = [(step.status, step.by) for step in given.steps.all()]
    assert steps == [("in_progress", writer), ("reported", writer), ("done", staff)]
    assert told("directive-reported:") == [staff.email]
    with pytest.raises(MoveRefused):
        services.report_directive(given, by=writer, status="in_progress")


def test_what_is_reported_shows_by_what_it_can_be_seen(given, writer):
    with pytest.raises(MoveRefused):
        services.report_directive(given, by=writer, status="reported", evidence_th=" ")
    assert given.steps.count() == 0

    services.report_directive(given, by=writer, status="reported", file=StoredFileFactory())
    services.report_directive(given, by=writer, status="reported")  # the file stands already

    assert given.steps.count() == 2


def test_the_agency_cannot_say_what_only_the_office_may(given, writer):
    with pytest.raises(MoveRefused):
        services.report_directive(given, by=writer, status="done", evidence_th="หนังสือ")

    given.refresh_from_db()
    assert given.status == DirectiveStatus.OPEN


@pytest.mark.parametrize("status", ["reported", "done"])
def test_what_is_not_carried_out_after_all_goes_back_to_its_writers(given, staff, writer, status):
    services.update_directive(given, by=staff, status=status, evidence_th="ร่างแนวทาง")

    services.update_directive(given, by=staff, status="in_progress", evidence_th="ขอฉบับลงนาม")

    assert told("directive-returned:") == [writer.email]


def test_two_people_do_not_write_over_each_other(given, staff, writer, at):
    seen = given.token
    at("2025-08-29 11:00")
    services.report_directive(given, by=writer, status="in_progress", seen=seen)

    with pytest.raises(MoveRefused):
        services.update_directive(given, by=staff, status="open", seen=seen)

    given.refresh_from_db()
    assert given.status == "in_progress"


def test_a_day_is_put_off_with_a_reason_and_only_later(given, staff, writer):
    with pytest.raises(ReasonNeeded):
        services.postpone_directive(given, by=staff, due_on=date(2026, 5, 1), reason="สั้น")
    with pytest.raises(MoveRefused):
        services.postpone_directive(given, by=staff, due_on=DUE, reason=REASON)

    later = services.postpone_directive(given, by=staff, due_on=date(2026, 5, 1), reason=REASON)

    (step,) = later.steps.all()
    assert (later.due_on, step.due_on, step.note_th) == (date(2026, 5, 1),) * 2 + (REASON,)
    assert told("directive-postponed:") == [writer.email]


def test_what_is_done_is_not_put_off(given, staff):
    services.update_directive(given, by=staff, status="done", evidence_th="หนังสือ")

    with pytest.raises(MoveRefused):
        services.postpone_directive(given, by=staff, due_on=date(2026, 5, 1), reason=REASON)


# --- Who sees it ---------------------------------------------------------------
def test_rule_and_queryset_agree_for_everybody(given, staff, writer):
    reader = MembershipFactory(agency=given.responsible_agency, can_edit=False).user
    lead = MembershipFactory(agency=given.team.proposal.lead_agency).user
    closed = MembershipFactory(agency=given.responsible_agency).user
    AccessFactory(proposal=given.team.proposal, user=closed, kind="closed")
    people = [staff, writer, reader, lead, closed, UserFactory(), UserFactory(auditor=True)]

    allowed = [permissions.can_view_directive(given, person) for person in people]

    seen = [given in Directive.objects.visible_to(person) for person in people]
    assert seen == allowed == [True, True, True, True, False, False, True]
    reports = [permissions.can_report_directive(given, person) for person in people]
    assert reports == [False, True, False, False, False, False, False]


# --- Pages ---------------------------------------------------------------------
def page_of(name, *args):
    return reverse(f"cohorts:{name}", args=args)


def test_the_agency_reports_on_its_page_with_a_file(given, writer, client_of):
    client, url = client_of(writer), given.get_absolute_url()
    page = client.get(url)
    typed = {"status": "reported", "file": SimpleUploadedFile("แนวทาง.pdf", pdf())}

    wrong = client.post(url, {"status": "done", "evidence_th": "หนังสือ"})
    client.post(url, typed | {"seen": given.token})

    step = given.steps.get()
    assert (page.context["may_write"], page.context["sees_team"]) == (True, False)
    assert wrong.context["form"].errors.keys() == {"status"}
    assert step.status == "reported"
    assert b"".join(client.get(page_of("evidence_file", given.uid, step.uid)))[:5] == b"%PDF-"


def test_the_office_adds_an_order_later_and_puts_one_off(staff, agency, client_of):
    item, client = ItemFactory(), client_of(staff)
    url = page_of("directive_new", item.team.proposal.code)
    assert client.get(url).status_code == 404  # not presented yet
    item.recorded_at = item.session.planned_at
    item.save()
    typed = {"text_th": "ให้รวบรวมระเบียบ", "responsible_agency": agency.code}
    early = {"due_on_0": 1, "due_on_1": 8, "due_on_2": 2568}

    refused = client.post(url, typed | early)
    client.post(url, typed | {"due_on_0": 2, "due_on_1": 3, "due_on_2": 2569})

    one = Directive.objects.get()
    later = {"due_on_0": 1, "due_on_1": 5, "due_on_2": 2569, "reason": REASON}
    client.post(page_of("postpone_directive", one.uid), later)
    one.refresh_from_db()
    assert refused.context["form"].errors.keys() == {"__all__"}
    assert one.due_on == date(2026, 5, 1)


def test_the_sheet_shows_each_part_and_what_is_overdue(staff, agency, client_of, at):
    late, done = give(staff, agency), give(staff, agency, due_on=date(2026, 1, 30))
    waiting = give(staff, agency, item=ItemFactory(session=late.item.session))
    Directive.objects.filter(pk=waiting.pk).update(due_on=date(2026, 6, 1))
    services.update_directive(done, by=staff, status="done", evidence_th="หนังสือ")
    reported = give(staff, agency)
    services.update_directive(reported, by=staff, status="reported", evidence_th="ร่าง")
    at("2026-03-03 09:00")
    year, client = late.team.cohort.call.fiscal_year, client_of(staff)

    found = {show: [one.pk for one in tracking.sheet(staff, year, show)] for show in tracking.SHOWS}

    page = client.get(page_of("directives", year), {"show": "overdue"})
    assert found == {
        "": [done.pk, late.pk, reported.pk, waiting.pk],
        "waiting": [late.pk, waiting.pk],
        "overdue": [late.pk],
        "reported": [reported.pk],
        "done": [done.pk],
    }
    assert page.context["page"].rows == [late]
    assert [count for _key, _label, count in page.context["shows"]] == [4, 2, 1, 1, 1]
    assert client.get(page_of("directives", year), {"show": "?"}).context["show"] == ""


def test_the_sheet_goes_to_a_file_as_it_stands(staff, agency, client_of):
    one = give(staff, agency)
    year = one.team.cohort.call.fiscal_year
    closed = give(staff, agency)
    AccessFactory(proposal=closed.team.proposal, user=staff, kind="closed")

    client_of(staff).post(page_of("directives_export", year), {"format": "csv", "show": "waiting"})

    export = Export.objects.get()
    table = tracking.table(export)
    (row,) = table.rows
    assert (export.kind, export.parameters) == (tracking.KIND, {"year": year, "show": "waiting"})
    assert (row[0], row[3], row[5], row[7]) == (one.team.proposal.code, one.text_th, DUE, "")
    assert len(row) == len(tracking.HEADERS)
    track(export.pk)
    assert one.text_th in b"".join(client_of(staff).post(export.file_url)).decode()


def test_only_those_who_read_the_cohort_get_the_file(given, writer):
    export = ExportFactory(
        kind=tracking.KIND, asked_by=writer, parameters={"year": 2568, "show": ""}
    )

    track(export.pk)

    export.refresh_from_db()
    assert (export.state, bool(export.refusal)) == ("failed", True)


# --- What waits, and reminders ---------------------------------------------------
def test_it_waits_for_the_agency_and_then_for_the_office(given, staff, writer):
    lines = [[line.url for line in todo(person)] for person in (writer, staff)]
    services.report_directive(given, by=writer, status="reported", evidence_th="หนังสือ")
    after = [[line.url for line in todo(person)] for person in (writer, staff)]

    url = given.get_absolute_url()
    assert [url in found for found in lines] == [True, False]
    assert [url in found for found in after] == [False, True]


def test_reminders_climb_the_ladder_once_each(given, staff, writer, at):
    head = MembershipFactory(agency=given.responsible_agency, can_edit=False, can_endorse=True).user
    for day in ("2026-01-30", "2026-02-02", "2026-02-03", "2026-03-17", "2026-04-01"):
        at(f"{day} 09:00")
        remind_directives()

    assert told("directive-due:") == [writer.email] * 2
    assert told("directive-late-head:") == [head.email]
    assert told("directive-late-office:") == [staff.email]


def test_nobody_is_reminded_at_night_or_of_what_is_reported(given, writer, at):
    at("2026-03-10 22:00")
    assert services.remind_directives() == 0
    services.report_directive(given, by=writer, status="reported", evidence_th="หนังสือ")
    at("2026-03-11 09:00")

    assert services.remind_directives() == 0


def test_people_of_the_team_see_the_orders_of_their_issue(staff, agency, client_of):
    team = full_team("follow_up")
    one = give(staff, agency, item=ItemFactory(team=team))
    person = team.participants.first().person

    page = client_of(person).get(page_of("follow", team.proposal.code))

    assert one.get_absolute_url() in page.content.decode()
    assert client_of(person).get(one.get_absolute_url()).context["may_write"] is False
