"""PD-21: a version of the development proposal as a paper, with figures, plan and who answers."""

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from cohorts import development_papers, plan_papers, services
from cohorts.states import TierKey
from proposals.states import State
from pyp_portal.papers.models import Paper
from tests.cohorts.test_documents import is_whole
from tests.factories.cohorts import PilotTestFactory, SiteFactory, full_team, person_in

pytestmark = pytest.mark.django_db
PLAN = {"core_th": "ทีมร่วม ๓ หน่วย", "adaptable_th": "ตารางเวร", "conditions_th": "มีผู้รับเรื่อง"}
PHASES = [{"name_th": "เตรียมการ", "months": 2, "result_th": "ลงนามแล้ว"}]


@pytest.fixture(autouse=True)
def _in_april(at):
    at("2025-04-10 09:00")


@pytest.fixture
def team():
    team = full_team(State.IN_LAB)
    test = PilotTestFactory(team=team)
    test.metrics.create(indicator_th="วันรอ", unit_th="วัน", baseline=46, target=15, result=17)
    test.metrics.create(indicator_th="ยังไม่วัด", unit_th="คน", baseline=4, target=1)
    return team


@pytest.fixture
def coordinator(team):
    return person_in(team, TierKey.COORDINATOR)


@pytest.fixture
def version(team, coordinator):
    return services.write_development(
        team, by=coordinator, note_th="แรก", problem_th="รอ 46 วัน", evidence_th="ลดลงจริง"
    )


def text_of(paper):
    return strip_tags(paper.html).replace("\xa0", " ")


def to(name, *args):
    return reverse(f"cohorts:{name}", args=args)


def test_it_says_every_section_the_figures_and_who_answers_for_it(team, coordinator, version):
    paper = development_papers.policy_brief(version, by=coordinator)

    text = text_of(paper)
    assert paper.kind == "PD-21"
    for said in ("รอ ๔๖ วัน", "ลดลงจริง", "วันรอ", "๑๗", coordinator.name_th, "ยังไม่มีแผนขยายผล"):
        assert said in text
    assert "ยังไม่วัด" not in text
    assert text.count("ยังไม่ระบุ") == 5  # the sections that nobody has written yet
    assert "อยู่ระหว่างการพิจารณาเห็นชอบ" in text


def test_the_paper_of_a_version_stays_until_the_plan_changes(team, coordinator, version):
    first = development_papers.policy_brief(version, by=coordinator)
    assert development_papers.policy_brief(version, by=coordinator) == first

    services.write_plan(team, by=coordinator, phases=PHASES, cost_per_site=18500, **PLAN)
    team.refresh_from_db()
    version.team = team
    second = development_papers.policy_brief(version, by=coordinator)

    assert "ทีมร่วม" not in text_of(first)
    for said in ("ทีมร่วม ๓ หน่วย", "๑๘,๕๐๐ บาท", "เตรียมการ", "ยังไม่ผ่านความเห็นชอบของผู้ประสานงาน"):
        assert said in text_of(second)


def test_the_day_of_approval_stands_on_it(team, coordinator, version):
    team.deliverables.filter(code="L6").update(approved_at=version.written_at)

    assert "เห็นชอบเมื่อ ๑๐ เมษายน ๒๕๖๘" in text_of(
        development_papers.policy_brief(version, by=coordinator)
    )


def test_the_coordinator_issues_the_version_on_the_page_and_the_team_opens_it(
    team, coordinator, version, client_of
):
    services.write_development(team, by=coordinator, note_th="สอง", problem_th="รอ 17 วัน")
    code, client = team.proposal.code, client_of(coordinator)

    first = client.post(to("issue_development", code), {"version": "1"})
    client.post(to("issue_development", code))

    titles = list(Paper.objects.of(team).values_list("title", flat=True))
    assert [title[-1] for title in titles] == ["๒", "๑"]
    advisor = client_of(person_in(team, TierKey.ADVISOR))
    assert first.url in advisor.get(to("development", code)).content.decode()
    assert advisor.get(first.url).status_code == 202


def test_there_is_no_paper_of_a_proposal_that_is_not_begun(team, coordinator, client_of):
    answer = client_of(coordinator).post(to("issue_development", team.proposal.code))

    assert (answer.status_code, Paper.objects.count()) == (404, 0)


def test_the_brief_is_a_sound_paper(team, coordinator, version, caplog):
    services.write_plan(team, by=coordinator, phases=PHASES, cost_per_site=18500, **PLAN)
    team.refresh_from_db()
    version.team = team

    is_whole(development_papers.policy_brief(version, by=coordinator), caplog)


# --- The scale-out plan as a paper of its own ---------------------------------------------
@pytest.fixture
def plan(team, coordinator):
    services.write_plan(team, by=coordinator, phases=PHASES, cost_per_site=18500, **PLAN)
    team.refresh_from_db()
    return team.scale_plan


def test_the_plan_stands_with_its_evidence_and_the_areas_that_take_it_up(
    team, coordinator, plan, caplog
):
    SiteFactory(team=team, agency_th="เทศบาลตำบลน้ำพอง", population=4200)
    SiteFactory(team=team, agency_th="เทศบาลที่ถอนตัว", status="dropped")

    paper = plan_papers.scale_plan(plan, by=coordinator)

    text = text_of(paper)
    for said in ("ทีมร่วม ๓ หน่วย", "๑๘,๕๐๐ บาท", "เตรียมการ", "วันรอ", "เทศบาลตำบลน้ำพอง", "๔,๒๐๐"):
        assert said in text, said
    assert "อยู่ระหว่างการพิจารณาเห็นชอบ" in text
    assert f"({coordinator.name_th})" in text
    assert ("เทศบาลที่ถอนตัว" in text, paper.kind) == (False, "PD-21")
    is_whole(paper, caplog)


def test_the_plan_is_another_paper_once_it_is_approved_and_no_policy_brief(team, coordinator, plan):
    first = plan_papers.scale_plan(plan, by=coordinator)
    again = plan_papers.scale_plan(plan, by=coordinator)
    services.approve_plan(plan, by=coordinator)
    plan.refresh_from_db()

    second = plan_papers.scale_plan(plan, by=coordinator)

    assert (again, second == first) == (first, False)
    assert "เห็นชอบเมื่อ ๑๐ เมษายน ๒๕๖๘" in text_of(second)
    assert list(development_papers.papers_of(team)) == []


def test_the_coordinator_issues_the_plan_on_the_page_of_the_work(
    team, coordinator, plan, client_of
):
    url, work = to("issue_scale_plan", team.proposal.code), to("work", team.proposal.code)
    client = client_of(coordinator)

    assert url in client.get(work).content.decode()
    made = client.post(url)

    advisor = client_of(person_in(team, TierKey.ADVISOR))
    page = advisor.get(work).content.decode()
    assert (made.url in page, url in page) == (True, False)
    assert advisor.post(url).status_code == 403


def test_without_a_plan_there_is_no_paper_of_it(team, coordinator, client_of):
    answer = client_of(coordinator).post(to("issue_scale_plan", team.proposal.code))

    assert (answer.status_code, Paper.objects.count()) == (404, 0)
