"""The director's one page: what waits, what came of each issue, what comes next; and its paper."""

from datetime import date

import pytest
from django.urls import reverse

from cohorts import onepage, onepage_papers, services
from cohorts.services import reporting
from cohorts.states import GateState
from proposals.models import Access
from proposals.states import State
from pyp_portal.papers import rendering, seals
from pyp_portal.papers.models import Paper
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.cohorts import (
    ItemFactory,
    RoundFactory,
    SiteFactory,
    TeamFactory,
    cohort_of,
    full_team,
)
from tests.factories.proposals import ProposalFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def director():
    return UserFactory(director=True)


@pytest.fixture
def staff():
    return UserFactory(staff=True)


@pytest.fixture
def in_lab(at):
    at("2025-06-15 09:00")
    team = full_team(State.IN_LAB)
    team.phases.filter(phase="PROTOTYPE").update(state=GateState.GATE_REQUESTED)
    return team


@pytest.fixture
def afterwards(at, staff):
    """A report accepted, a report overdue, two areas, a directive past its day."""
    at("2026-03-01 09:00")
    team = TeamFactory(proposal__state=State.FOLLOW_UP)
    first = RoundFactory(team=team, months=6, due_on=date(2026, 2, 27))
    report = services.file_report(first, by=staff, overall="YELLOW", obstacle_th="รองบประมาณ")
    services.accept_report(report, by=staff)
    RoundFactory(team=team, months=9, due_on=date(2026, 2, 28))
    SiteFactory(team=team)
    SiteFactory(team=team, status="interested")
    SiteFactory(team=team, status="dropped")
    services.add_directive(
        ItemFactory(team=team), by=staff, text_th="ให้ศึกษา",
        responsible_agency=team.proposal.lead_agency, due_on=date(2026, 2, 25),
    )  # fmt: skip
    return team


def to(name, cohort):
    return reverse(f"cohorts:{name}", args=[cohort.call.fiscal_year])


def words(page):
    return [one.words for one in page["asks"]]


# --- What stands on the page ------------------------------------------------------
def test_while_the_lab_runs_it_shows_gates_and_what_waits_for_them(in_lab, director):
    page = onepage.of(in_lab.cohort, director)

    assert (page["is_after"], page["week"]) == (False, 16)
    assert words(page) == ["ด่านของแล็บ 1 ด่าน รอการอนุมัติ", "ผลงาน 4 ชิ้น เกินกำหนด"]
    assert [one.value for one in page["stats"]] == ["1", "–", "0", "1"]
    assert [due.is_late for due in page["dues"][:2]] == [True, True]


def test_after_the_lab_it_shows_what_came_of_each_issue(afterwards, director):
    page = onepage.of(afterwards.cohort, director)

    ((_row, after),) = page["lines"]
    assert (after.light, after.months, after.late) == ("YELLOW", 6, [9])
    assert (after.working, after.sites) == (1, 2)
    assert (after.done, after.orders, after.overdue) == (0, 1, 1)
    assert [one.value for one in page["stats"]] == ["0", "1", "0", "–"]
    assert words(page) == ["รายงานการติดตาม 1 ฉบับ เกินกำหนด", "ข้อสั่งการ 1 เรื่อง เกินกำหนด"]
    assert [due.day for due in page["dues"]] == [date(2026, 2, 25), date(2026, 2, 28)]


def test_what_waits_for_signature_for_an_answer_and_for_a_team_is_counted(in_lab, director, staff):
    ProposalFactory(call=in_lab.proposal.call, state=State.SELECTED)
    services.raise_obstacle(
        in_lab, by=staff, kind="BUDGET", text_th="เบิกข้ามหน่วยงานไม่ได้", wanted_th="ขอหารือ"
    )
    report = services.minister_report(in_lab.cohort, by=staff)
    reporting.review(report, by=UserFactory(staff=True))

    found = words(onepage.of(in_lab.cohort, director))

    assert found[0] == "รายงานต่อนายกรัฐมนตรี 1 ฉบับ รอผู้อำนวยการลงนาม"
    assert found[-2:] == [
        "อุปสรรคที่เสนอให้ส่วนกลางแก้ 1 เรื่อง ยังไม่ได้รับคำตอบ",
        "ประเด็นที่ได้รับคัดเลือก 1 เรื่อง ยังไม่มีทีม",
    ]


def test_a_year_without_teams_has_a_page_of_its_own(at, director, client_of):
    at("2025-01-10 09:00")
    cohort = cohort_of()

    page = client_of(director).get(to("onepage", cohort))

    assert (page.status_code, page.context["asks"], page.context["dues"]) == (200, [], [])


@pytest.mark.parametrize("state", [State.IN_LAB, State.FOLLOW_UP])
def test_it_costs_the_same_with_one_team_and_with_three(
    state, at, director, client_of, django_assert_num_queries, django_assert_max_num_queries
):
    at("2026-03-01 09:00" if state == State.FOLLOW_UP else "2025-06-15 09:00")
    team, client = full_team(state), client_of(director)
    call = team.proposal.call
    RoundFactory(team=team, due_on=date(2026, 2, 27))
    client.get(to("onepage", team.cohort))
    with django_assert_max_num_queries(60) as counted:
        client.get(to("onepage", team.cohort))

    for _n in range(2):
        another = full_team(state, proposal__call=call)
        RoundFactory(team=another, due_on=date(2026, 2, 27))

    with django_assert_num_queries(len(counted.captured_queries)):
        assert len(client.get(to("onepage", team.cohort)).context["lines"]) == 3


# --- Who sees it -------------------------------------------------------------------
def test_an_issue_that_is_closed_to_a_reader_is_in_no_figure_and_in_no_paper(
    afterwards, director, staff, client_of
):
    cohort, client = afterwards.cohort, client_of(staff)
    paper = onepage_papers.summary(cohort, by=director)
    fetch = reverse("cohorts:cohort_paper", args=[cohort.call.fiscal_year, paper.uid])
    assert client.get(fetch).status_code == 202
    Access.objects.create(
        proposal=afterwards.proposal, user=staff, kind="closed", given_at=paper.issued_at
    )

    page = client.get(to("onepage", cohort))

    assert (page.context["lines"], page.context["asks"]) == ([], [])
    assert client.post(to("issue_onepage", cohort)).status_code == 403
    assert client.get(fetch).status_code == 404
    assert list(client.get(cohort.get_absolute_url()).context["papers"]) == []


def test_readers_open_the_paper_and_do_not_issue_it(afterwards, director, client_of):
    cohort, client = afterwards.cohort, client_of(UserFactory(auditor=True))
    paper = onepage_papers.summary(cohort, by=director)

    page = client.get(to("onepage", cohort))

    assert client.post(to("issue_onepage", cohort)).status_code == 403
    assert (list(page.context["papers"]), page.context["may_issue"]) == ([paper], False)
    assert to("issue_onepage", cohort) not in page.content.decode()


# --- The paper ---------------------------------------------------------------------
def test_the_paper_is_the_same_until_something_changes(afterwards, director, client_of):
    cohort, client = afterwards.cohort, client_of(director)

    client.post(to("issue_onepage", cohort))
    client.post(to("issue_onepage", cohort))
    (first,) = Paper.objects.of(cohort)
    afterwards.directives.update(status="done")
    client.post(to("issue_onepage", cohort))

    assert (first.kind, Paper.objects.of(cohort).count()) == ("PD-26", 2)
    for said in ("ค้างส่ง", "เกิน ๑", "ช้ากว่าแผน", afterwards.name_th.split()[0]):
        assert said in first.html


def test_the_paper_is_in_thai_whatever_the_screen_speaks(in_lab, director, client_of):
    client = client_of(director)
    client.cookies["django_language"] = "en"

    client.post(to("issue_onepage", in_lab.cohort))

    html = Paper.objects.of(in_lab.cohort).get().html
    assert ("รอการอนุมัติ" in html, "overdue" in html, ">ขอ<" in html) == (True, False, True)


@pytest.mark.parametrize("state", [State.IN_LAB, State.FOLLOW_UP])
def test_a_year_with_many_teams_and_long_names_fits_on_one_sheet(state, at, director):
    at("2026-03-01 09:00" if state == State.FOLLOW_UP else "2025-06-15 09:00")
    team = full_team(state)
    agency = AgencyFactory(name_th="องค์การบริหารส่วนตำบลตัวอย่างที่มีชื่อยาวกว่าใครในจังหวัด (สมมติ)")
    for _n in range(12):
        another = TeamFactory(
            proposal__state=state, proposal__call=team.proposal.call,
            proposal__lead_agency=agency, name_th="ทีมชื่อยาวของหลายหน่วยงานที่ทำงานร่วมกันในพื้นที่",
        )  # fmt: skip
        told = RoundFactory(team=another, due_on=date(2026, 2, 27))
        if state == State.FOLLOW_UP:
            report = services.file_report(told, by=director, overall="GREEN")
            services.accept_report(report, by=director)
        RoundFactory(team=another, months=9, due_on=date(2026, 2, 28))
        services.add_directive(
            ItemFactory(team=another), by=director, text_th="ให้ศึกษา",
            responsible_agency=agency, due_on=date(2026, 2, 25),
        )  # fmt: skip
    page = onepage_papers.written(onepage.of(team.cohort, director))

    paper = onepage_papers.summary(team.cohort, by=director)

    assert (len(page["rows"]), page["more"], len(page["dues"])) == (10, 3, 4)
    assert [tier["n"] for tier in page["tiers"]] == [1, 1, 1, 1]
    assert rendering.render(seals.sealed(paper)).pages == 1
