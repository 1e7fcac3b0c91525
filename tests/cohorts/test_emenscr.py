"""An issue in the shape of eMENSCR: what the portal knows, and what it says is missing."""

import json
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from cohorts import emenscr, emenscr_file, exports, services
from cohorts.services.contacts import name_contact, set_reference
from cohorts.tasks import pack_emenscr
from proposals.grounds import MoveRefused
from proposals.states import State
from pyp_portal.papers.models import Export
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.cohorts import RoundFactory, SiteFactory, TeamFactory
from tests.factories.papers import ExportFactory
from tests.factories.proposals import fill

pytestmark = pytest.mark.django_db
FIGURE = {"indicator_th": "วันรอ", "unit_th": "วัน", "baseline": 46, "target": 15, "value": 16}


@pytest.fixture(autouse=True)
def _in_march(at):
    at("2026-03-10 09:00")


@pytest.fixture
def staff():
    return UserFactory(staff=True)


@pytest.fixture
def reported(staff):
    """The team of a whole proposal with a report of its first round."""
    round_ = RoundFactory()
    fill(round_.team.proposal)
    site = SiteFactory(team=round_.team, status="implementing")
    services.file_report(
        round_,
        by=staff,
        overall="YELLOW",
        obstacles=["BUDGET"],
        obstacle_th="รอโอนงบ",
        spending_baht=890000,
        indicators=[FIGURE],
        sites=[{"site": site, "status": "implementing", "population": None}],
    )
    return round_.team


def test_the_national_system_is_told_in_thai_whoever_asks(reported, client_of):
    url = reverse("cohorts:emenscr_data", args=[reported.proposal.code])
    thai = client_of(UserFactory(staff=True)).get(url).json()
    english = client_of(UserFactory(staff=True))
    english.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"

    told = english.get(url).json()

    assert told == thai
    assert told["M1"]["status"] == "ติดตามและขยายผล"


def test_every_part_is_filled_from_the_record(reported):
    facts = emenscr.facts_of(reported)

    proposal = reported.proposal
    assert (facts["project_name"], facts["portal_code"]) == (proposal.title_th, proposal.code)
    assert facts["agency"] == reported.responsible_agency.name_th
    assert facts["rationale"] == proposal.answered()["problem_statement"]
    assert facts["contact_name"] == proposal.answered()["contact_name"]
    assert facts["activities"]
    assert isinstance(facts["activities"][0], dict)
    assert facts["indicators"] == [
        {"ตัวชี้วัด": "วันรอ", "หน่วยนับ": "วัน", "ค่าฐาน": "46", "เป้าหมาย": "15",
         "ผลล่าสุด": "16", "ร้อยละของเป้าหมาย": "97"}
    ]  # fmt: skip
    assert (facts["spending_baht"], facts["reported_on"]) == ("890,000", "10/03/2569")
    assert facts["obstacles"] == "งบประมาณ: รอโอนงบ"
    assert facts["sites"][0]["จำนวนประชาชน"] == ""


def test_before_any_report_the_fifth_part_is_empty():
    team = TeamFactory(proposal__state=State.IN_LAB)

    parts = emenscr.as_json(team)

    assert list(parts) == ["M1", "M2", "M3", "M4", "M5"]
    assert set(parts["M5"].values()) == {""}
    assert parts["M1"]["ends_on"] == emenscr.day(team.cohort.lab_ends_on)


def test_a_figure_without_target_and_spending_is_said_so(staff):
    round_ = RoundFactory()
    bare = FIGURE | {"baseline": None, "target": None}
    services.file_report(round_, by=staff, overall="GREEN", indicators=[bare])

    facts = emenscr.facts_of(round_.team)

    row = facts["indicators"][0]
    assert (row["ค่าฐาน"], row["เป้าหมาย"], row["ร้อยละของเป้าหมาย"]) == ("", "", "")
    assert facts["spending_baht"] == ""


def test_the_contact_of_the_reports_stands_before_that_of_the_proposal(reported, staff):
    person = MembershipFactory(agency=reported.responsible_agency).user
    name_contact(reported, person, by=staff, reason="ผู้ประสานคนเดิมย้ายไปแล้ว")

    facts = emenscr.facts_of(reported)

    assert (facts["contact_name"], facts["contact_email"]) == (person.name_th, person.email)


def test_a_row_of_the_file_holds_lists_as_lines(reported, staff):
    wanted = {"of": "emenscr", "year": reported.cohort.call.fiscal_year}

    table = exports.table(ExportFactory(kind=exports.KIND, asked_by=staff, parameters=wanted))

    rows = list(table.rows)
    assert (len(rows), table.total, len(rows[0])) == (1, 1, len(emenscr.HEADERS))
    told = dict(zip(emenscr.HEADERS, rows[0], strict=True))
    assert told["M5 ตัวชี้วัด ค่าฐาน เป้าหมาย ผลล่าสุด"] == "วันรอ | วัน | 46 | 15 | 16 | 97"
    assert emenscr.in_a_cell(["ก", "ข"]) == "ก\nข"


def test_the_page_shows_what_is_missing_and_takes_the_number(reported, client_of):
    writer = MembershipFactory(agency=reported.responsible_agency).user
    url = reverse("cohorts:emenscr", args=[reported.proposal.code])
    client = client_of(writer)

    client.post(url, {"emenscr_ref": "นร 1234-68-0001"})

    page = client.get(url)
    fields = {one.field.key: one for _part, _name, rest in page.context["parts"] for one in rest}
    assert fields["project_id"].text == "นร 1234-68-0001"
    assert fields["project_id"].is_given_there
    assert fields["indicators"].rows[0]["ผลล่าสุด"] == "16"
    assert fields["urgent_policies"].lines
    assert fields["indicators"].lines == fields["project_id"].lines == []


def test_the_data_is_a_file_of_the_same(reported, client_of):
    member = MembershipFactory(agency=reported.responsible_agency, can_edit=False).user
    answer = client_of(member).get(reverse("cohorts:emenscr_data", args=[reported.proposal.code]))

    assert json.loads(answer.content) == json.loads(json.dumps(emenscr.as_json(reported)))
    assert reported.proposal.code in answer["Content-Disposition"]


def test_the_year_is_asked_for_as_a_file(reported, staff, client_of):
    year = reported.cohort.call.fiscal_year

    answer = client_of(staff).post(reverse("cohorts:emenscr_export", args=[year]))

    assert answer.status_code == 302
    assert answer["Location"] != reported.cohort.get_absolute_url()


def test_the_year_as_data_is_one_file_an_issue(reported, staff, client_of):
    client = client_of(staff)
    url = reverse("cohorts:emenscr_export", args=[reported.cohort.call.fiscal_year])

    client.post(url, {"format": "zip"})

    export = Export.objects.get()
    pack_emenscr(export.pk)
    with ZipFile(BytesIO(b"".join(client.post(export.file_url)))) as archive:
        told = {name: json.loads(archive.read(name)) for name in archive.namelist()}
    wanted = json.loads(json.dumps(emenscr.as_json(reported)))
    assert told == {f"emenscr-{reported.proposal.code}.json": wanted}


def test_the_people_of_a_team_get_no_file_of_the_year(reported):
    person = MembershipFactory(agency=reported.responsible_agency).user
    wanted = {"year": reported.cohort.call.fiscal_year}
    export = ExportFactory(kind=emenscr_file.KIND, asked_by=person, parameters=wanted)

    with pytest.raises(PermissionDenied):
        emenscr_file.book(export)


def test_an_issue_that_has_ended_keeps_its_number(staff):
    team = TeamFactory(proposal__state=State.CLOSED)

    with pytest.raises(MoveRefused):
        set_reference(team, "1", by=staff)
