"""The follow-up rounds of a year on one sheet: who has reported, who has not, whom to call."""

import csv
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cohorts import exports, follow_ups, services
from cohorts.services.contacts import name_contact
from cohorts.tasks import export as task
from pyp_portal import clock
from pyp_portal.papers.models import Export
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.cohorts import RoundFactory, SiteFactory
from tests.factories.papers import ExportFactory
from tests.factories.proposals import AccessFactory

pytestmark = pytest.mark.django_db
REASON = "ผู้ประสานคนเดิมย้ายไปปฏิบัติงานที่อื่น"


@pytest.fixture(autouse=True)
def _a_day_in_march(at):
    at("2026-03-10 09:00")


@pytest.fixture
def staff():
    return UserFactory(staff=True)


@pytest.fixture
def rounds(staff):
    """One round of each kind, all in one year."""
    late = RoundFactory(due_on=date(2026, 3, 2))
    cohort = late.team.cohort
    expected = RoundFactory(team__cohort=cohort, due_on=date(2026, 3, 20))
    planned = RoundFactory(team__cohort=cohort, due_on=date(2026, 9, 2))
    sent, returned, done, waived = (
        RoundFactory(team__cohort=cohort, due_on=date(2026, 3, 9)) for _kind in range(4)
    )
    services.file_report(sent, by=staff, overall="RED", obstacles=["BUDGET"])
    report = services.file_report(returned, by=staff, overall="GREEN")
    services.return_report(report, by=staff, note=REASON)
    services.accept_report(services.file_report(done, by=staff, overall="GREEN"), by=staff)
    services.waive_round(waived, by=staff, reason=REASON)
    return {
        "late": [late, returned],
        "expected": [expected],
        "decide": [sent],
        "returned": [returned],
        "stuck": [sent],
        "settled": [done, waived],
        "": [late, expected, planned, sent, returned, done, waived],
    }


def year_of(rounds):
    return rounds[""][0].team.cohort.call.fiscal_year


def test_each_part_of_the_sheet_holds_its_rounds(rounds, staff):
    year = year_of(rounds)

    for show, wanted in rounds.items():
        assert set(follow_ups.sheet(staff, year, show)) == set(wanted), show

    assert follow_ups.counts(staff, year)["late"] == 2
    assert follow_ups.show_in({"show": "anything"}) == ""


def test_a_team_closed_to_the_officer_is_not_on_the_sheet(rounds, staff):
    closed = rounds["late"][0].team.proposal
    AccessFactory(proposal=closed, user=staff, kind="closed")

    assert rounds["late"][0] not in follow_ups.sheet(staff, year_of(rounds))


def test_the_page_says_whom_to_call(rounds, staff, client_of):
    late, expected = rounds["late"][0], rounds["expected"][0]
    writer = MembershipFactory(agency=late.team.responsible_agency).user
    contact = MembershipFactory(agency=expected.team.responsible_agency, can_edit=False).user
    gone = MembershipFactory(agency=rounds["decide"][0].team.responsible_agency).user
    name_contact(expected.team, contact, by=staff, reason=REASON)
    name_contact(rounds["decide"][0].team, gone, by=staff, reason=REASON)
    gone.memberships.update(ended_at=clock.now())
    url = reverse("cohorts:follow_ups", args=[year_of(rounds)])

    page = client_of(staff).get(url)

    people = {round_.pk: (found, left) for round_, found, left in page.context["rounds"]}
    assert people[late.pk] == ([writer], None)
    assert people[expected.pk] == ([contact], None)
    assert people[rounds["decide"][0].pk] == ([], gone)
    body = page.content.decode()
    assert f"tel:{writer.phone}" in body
    auditor = client_of(UserFactory(auditor=True)).get(url).content.decode()
    assert f"tel:{writer.phone}" not in auditor


def test_the_sheet_costs_the_same_for_one_round_and_many(rounds, staff, client_of):
    client = client_of(staff)
    url = reverse("cohorts:follow_ups", args=[year_of(rounds)])
    client.get(url)

    with CaptureQueriesContext(connection) as one:
        client.get(f"{url}?show=expected")
    with CaptureQueriesContext(connection) as many:
        client.get(url)

    assert len(many) <= len(one)


def test_the_file_tells_what_was_reported(rounds, staff):
    round_ = rounds["expected"][0]
    site = SiteFactory(team=round_.team, status="implementing")
    figure = {"indicator_th": "วันรอ", "unit_th": "วัน", "baseline": 46, "target": None, "value": 16}
    services.file_report(
        round_,
        by=staff,
        overall="GREEN",
        indicators=[figure],
        sites=[{"site": site, "status": "implementing", "population": 9}],
    )
    wanted = {"of": "reports", "year": year_of(rounds)}

    table = exports.table(ExportFactory(kind=exports.KIND, asked_by=staff, parameters=wanted))

    found = {(row[0], row[4]): row for row in table.rows}
    assert (len(found), table.total) == (7, 7)
    assert {len(row) for row in found.values()} == {len(follow_ups.HEADERS)}
    row = found[round_.team.proposal.code, 6]
    assert row[9] == "วันรอ: 16 วัน (ค่าฐาน 46)"
    assert row[15] == f"{site.agency_th}: ดำเนินการ"


def test_from_the_button_to_the_file(rounds, staff, client_of):
    client = client_of(staff)
    url = reverse("cohorts:reports_export", args=[year_of(rounds)])

    client.post(url, {"format": "csv", "show": "stuck"})

    export = Export.objects.get()
    task(export.pk)
    body = b"".join(client.post(export.file_url)).decode("utf-8-sig")
    rows = list(csv.reader(body.splitlines()))
    assert [row[0] for row in rows[1:]] == [rounds["stuck"][0].team.proposal.code]
