"""PD-20: the report of the lab on one issue, from its record alone."""

from urllib.parse import unquote

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from cohorts import charts, lab_papers, paper_charts
from cohorts.states import TierKey
from proposals.states import State
from pyp_portal import clock
from pyp_portal.papers.models import Paper
from tests.cohorts.test_documents import is_whole
from tests.factories.accounts import UserFactory
from tests.factories.cohorts import (
    ActivityFactory,
    BaselineFactory,
    OptionFactory,
    PartnerFactory,
    PilotTestFactory,
    TeamFactory,
    VersionFactory,
    VisitFactory,
    full_team,
    person_in,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_august(at):
    at("2025-08-10 09:00")


@pytest.fixture
def team():
    return full_team(State.IN_LAB)


@pytest.fixture
def coordinator(team):
    return person_in(team, TierKey.COORDINATOR)


@pytest.fixture
def worked(team, coordinator):
    """A team of which everything that the report asks for is recorded."""
    PartnerFactory(team=team, name_th="นางมะลิ ภาคีตัวอย่าง")
    VisitFactory(team=team)
    BaselineFactory(team=team, indicator_th="วันรอ")
    OptionFactory(team=team, name_th="รวมจุดรับเรื่อง", chosen_at=clock.now(), chosen_th="คุ้มที่สุด")
    OptionFactory(team=team, name_th="เพิ่มคน")
    VersionFactory(prototype__team=team, description_th="บัตรนัด <b>ใบแรก</b>")
    test = PilotTestFactory(team=team, verdict_th="เหลือ 17 วัน", cost_baht=48500)
    days = {"unit_th": "วัน", "baseline": 46, "target": 15}
    measured = test.metrics.create(indicator_th="วันรอ", result=17, **days)
    test.metrics.create(indicator_th="ยังไม่วัด", **days)
    by = {"recorded_by": coordinator, "recorded_at": clock.now(), "source_th": "ทะเบียน"}
    measured.measurements.create(value=17, measured_on="2025-08-01", **by)
    ActivityFactory(team=team)
    team.mentoring.create(
        advisor=coordinator, held_on="2025-06-01", advice_th="ลดขั้นตอนก่อนทำระบบ",
        outcome="FOLLOWED", done_th="ตัดออก 3 ขั้น", recorded_by=coordinator, recorded_at=clock.now(),
    )  # fmt: skip
    team.raised.create(
        kind="REGULATION", text_th="ระเบียบไม่ให้ส่งต่อ", wanted_th="แก้ระเบียบ", raised_by=coordinator,
        raised_at=clock.now(), asked_at=clock.now(), due_on="2025-08-30",
    )  # fmt: skip
    return team


def text_of(paper):
    return strip_tags(paper.html).replace("\xa0", " ")


def test_it_tells_the_lab_from_the_team_to_the_gates_and_is_a_sound_paper(
    worked, coordinator, caplog
):
    paper = lab_papers.lab_report(worked, by=coordinator)

    text = text_of(paper)
    for said in (
        "นางมะลิ ภาคีตัวอย่าง", "ผู้ใช้บริการรอหน้าเคาน์เตอร์นาน", "รวมจุดรับเรื่อง", "คุ้มที่สุด",
        "บัตรนัด &lt;b&gt;ใบแรก&lt;/b&gt;", "เหลือ ๑๗ วัน", "๔๘,๕๐๐ บาท", "ยังไม่วัด", "ไม่บรรลุ",
        "พิมพ์วันรู้ผลในใบรับเรื่อง", "ลดขั้นตอนก่อนทำระบบ", "ตัดออก ๓ ขั้น", "ระเบียบไม่ให้ส่งต่อ",
        "ทดสอบในพื้นที่นำร่อง", f"({coordinator.name_th})",
    ):  # fmt: skip
        assert said in text, said
    assert (paper.kind, paper.html.count("<img")) == ("PD-20", 1)  # drawn where it was measured
    is_whole(paper, caplog)


def test_the_same_record_is_the_same_paper_and_another_one_when_it_changes(team, coordinator):
    first = lab_papers.lab_report(team, by=coordinator)
    again = lab_papers.lab_report(team, by=coordinator)
    VisitFactory(team=team, seen_th="ใหม่")

    second = lab_papers.lab_report(team, by=coordinator)

    assert (again, "ใหม่" in text_of(first), "ใหม่" in text_of(second)) == (first, False, True)
    assert list(lab_papers.papers_of(team)) == [second, first]


def test_a_team_that_has_recorded_nothing_says_so_part_by_part(team, coordinator):
    text = text_of(lab_papers.lab_report(team, by=coordinator))

    none = ("ไม่มีบันทึกการลงพื้นที่", "ไม่มีบันทึกทางเลือก", "ไม่มีบันทึกต้นแบบ", "ไม่มีบันทึกกิจกรรม")
    assert [words in text for words in none] == [True] * 4
    assert "None" not in text


def test_the_bars_of_a_figure_are_drawn_with_days_and_values_in_thai_digits(worked):
    metric = worked.pilot_tests.get().metrics.get(indicator_th="วันรอ")

    drawing = unquote(paper_charts.image(charts.chart(metric, metric.measurements.all())))

    assert drawing.startswith("data:image/svg+xml,<svg")
    assert drawing.count("<rect") == 2
    for said in (">ก่อนเริ่ม<", ">๔๖<", ">๑๗<", "ส.ค."):
        assert said in drawing


def test_the_coordinator_issues_it_on_the_page_of_the_work_and_the_team_opens_it(
    team, coordinator, client_of
):
    url = reverse("cohorts:issue_lab_report", args=[team.proposal.code])
    work = reverse("cohorts:work", args=[team.proposal.code])

    made = client_of(coordinator).post(url)
    advisor = client_of(person_in(team, TierKey.ADVISOR))

    assert advisor.post(url).status_code == 403
    page = advisor.get(work).content.decode()
    assert (made.url in page, url in page) == (True, False)
    assert url in client_of(coordinator).get(work).content.decode()
    assert advisor.get(made.url).status_code == 202


def test_before_the_lab_there_is_no_report_of_it(client_of):
    team = TeamFactory()

    answer = client_of(UserFactory(staff=True)).post(
        reverse("cohorts:issue_lab_report", args=[team.proposal.code])
    )

    assert (answer.status_code, Paper.objects.count()) == (404, 0)
