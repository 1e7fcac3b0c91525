"""Papers and lists: what stands in them, what is frozen."""

import re
from datetime import date

import pytest
from django.utils.html import strip_tags

from cohorts import documents, report_papers, services
from cohorts.services import reporting
from cohorts.states import TierKey
from proposals.states import State
from pyp_portal import thai
from pyp_portal.accounts.roles import Level
from pyp_portal.papers.models import Paper
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.cohorts import (
    ItemFactory,
    PilotTestFactory,
    RoundFactory,
    SeatFactory,
    SiteFactory,
    TeamFactory,
    full_team,
    person_in,
)
from tests.papers.pdfs import poppler_pages, sound_pdf_of

pytestmark = pytest.mark.django_db


def text_of(paper):
    """What a reader sees: no tags, plain spaces."""
    return strip_tags(paper.html).replace("\xa0", " ")


@pytest.fixture
def staff():
    return UserFactory(staff=True)


def test_the_roster_names_confirmed_participants_with_post_and_agency(staff):
    team = full_team()
    waiting = SeatFactory(team=team, nominated=True)
    seat = team.participants.get(tier__key=TierKey.ADVISOR)
    seat.position_th = "ปลัดกระทรวงตัวอย่าง"
    seat.save()

    paper = documents.roster(team.cohort, by=staff)

    assert (paper.kind, paper.number.split("-")[2]) == ("PD-18", "PD18")
    assert seat.person.name_th in text_of(paper)
    assert "ปลัดกระทรวงตัวอย่าง" in text_of(paper)
    assert waiting.person.name_th not in text_of(paper)
    assert seat.person.phone not in text_of(paper)


def test_a_report_paper_is_issued_once(staff):
    round_ = RoundFactory()
    report = services.file_report(round_, by=staff, overall="GREEN", story_th="ยายมะลิ (นามสมมติ)")

    first = documents.follow_up_report(report, by=staff)

    assert documents.follow_up_report(report, by=staff) == first
    assert "ยายมะลิ (นามสมมติ)" in text_of(first)


def test_s12_what_people_typed_is_text_in_papers(staff):
    report = services.file_report(RoundFactory(), by=staff, overall="RED", story_th="<b>x</b>")

    paper = documents.follow_up_report(report, by=staff)

    assert "&lt;b&gt;x&lt;/b&gt;" in paper.html


def test_the_closing_report_says_what_came_of_the_issue():
    director = UserFactory(director=True)
    team = RoundFactory().team
    SiteFactory(team=team)
    services.waive_round(team.rounds.get(), by=director, reason="ยกเว้นตามที่ตกลงกัน")

    services.close(team, by=director, summary_th="ดำเนินการต่อโดยสหกรณ์", lesson_th="เริ่มจากเล็ก")

    html = text_of(Paper.objects.of(team).get())
    assert [text in html for text in ("ดำเนินการต่อโดยสหกรณ์", "เริ่มจากเล็ก", "น้ำพอง")] == [True] * 3


@pytest.fixture
def followed(staff):
    """An issue in follow-up with a pilot figure, a site, a directive and a round."""
    agency = AgencyFactory(level=Level.LOCAL)
    team = TeamFactory(proposal__state=State.FOLLOW_UP, proposal__lead_agency=agency)
    test = PilotTestFactory(team=team)
    test.metrics.create(indicator_th="วันรอ", unit_th="วัน", baseline=46, target=15, result=17)
    SiteFactory(team=team)
    services.add_directive(
        ItemFactory(team=team), by=staff, text_th="ให้ศึกษา", responsible_agency=agency,
        due_on=date(2026, 2, 25),
    )  # fmt: skip
    RoundFactory(team=team)
    return team


def printed(snapshot, director):
    """The report as it is signed: the paper that goes to the Prime Minister."""
    reporting.review(snapshot, by=UserFactory(staff=True))
    reporting.sign(snapshot, by=director)
    return report_papers.paper_of(snapshot, director)


@pytest.fixture
def director():
    return UserFactory(director=True)


def test_the_report_to_the_minister_counts_and_shows_each_issue(followed, staff, director):
    snapshot = services.minister_report(followed.cohort, by=staff)

    figures = snapshot.figures
    assert (figures["submitted"], figures["teams"]) == (1, 1)
    assert figures["by_level"] == {"LOCAL": 1}
    assert (figures["sites"], figures["directives"]) == ({"implementing": 1}, {"open": 1})
    (issue,) = figures["issues"]
    assert (issue["working"], issue["reported"]) == (1, None)
    assert issue["indicators"] == [
        {"name": "วันรอ", "unit": "วัน", "baseline": "46", "target": "15", "value": "17"}
    ]
    html = text_of(printed(snapshot, director))
    assert thai.to_thai_digits(followed.proposal.title_th) in html
    assert "ส่วนท้องถิ่น" in html


def test_an_accepted_report_takes_the_place_of_the_pilot_figures(followed, staff, director):
    figures = [{"indicator_th": "วันรอ", "unit_th": "วัน", "baseline": 46, "target": 15, "value": 16}]
    report = services.file_report(
        followed.rounds.get(), by=staff, overall="GREEN", indicators=figures,
        help_needed_th="ขอให้ประสานหน่วยงานกลาง",
    )  # fmt: skip
    services.accept_report(report, by=staff)

    snapshot = services.minister_report(followed.cohort, by=staff)

    (issue,) = snapshot.figures["issues"]
    assert (issue["reported"], issue["indicators"][0]["value"]) == (6, "16")
    assert "ขอให้ประสานหน่วยงานกลาง" in text_of(printed(snapshot, director))


def test_private_details_stay_out_of_the_report(staff, director):
    team = full_team(State.FOLLOW_UP)

    paper = printed(services.minister_report(team.cohort, by=staff), director)

    assert person_in(team, TierKey.ADVISOR).name_th not in text_of(paper)


# --- Every paper as a PDF ---------------------------------------------------------------


def roster_of_a_team(staff):
    return documents.roster(full_team().cohort, by=staff)


def roster_of_nobody(staff):
    return documents.roster(TeamFactory().cohort, by=staff)


def report_of_a_round(staff):
    row = {"indicator_th": "วันรอ", "unit_th": "วัน", "baseline": 4600, "target": 15, "value": 16}
    report = services.file_report(
        RoundFactory(), by=staff, overall="GREEN", indicators=[row], spending_baht=390000
    )
    return documents.follow_up_report(report, by=staff)


def report_without_figures(staff):
    report = services.file_report(RoundFactory(), by=staff, overall="RED", obstacle_th="น้ำท่วม")
    return documents.follow_up_report(report, by=staff)


def closing_of_an_issue(staff):
    director, team = UserFactory(director=True), RoundFactory().team
    SiteFactory(team=team)
    services.waive_round(team.rounds.get(), by=director, reason="ยกเว้นตามที่ตกลงกัน")
    services.close(team, by=director, summary_th="ดำเนินการต่อโดยสหกรณ์", lesson_th="เริ่มจากเล็ก")
    return Paper.objects.of(team).get()


def minister_letter(staff):
    snapshot = services.minister_report(TeamFactory().cohort, by=staff)
    snapshot.signed_by = staff
    return report_papers.letter(snapshot, by=staff)


PAPERS = (
    roster_of_a_team,
    roster_of_nobody,
    report_of_a_round,
    report_without_figures,
    closing_of_an_issue,
    minister_letter,
)


def is_whole(paper, caplog):
    """The gates of every document, and that no table is without its columns and heads."""
    pdf = sound_pdf_of(paper, caplog)
    html = paper.html
    groups = re.findall("<colgroup>(.*?)</colgroup>", html)
    assert "None" not in "".join(poppler_pages(pdf))
    assert html.count("<table") == len(groups)
    assert {sum(map(int, re.findall(r'class="w(\d+)"', group))) for group in groups} <= {100}
    assert html.count("<table") <= html.count("<thead") + html.count('<th scope="row"')
    assert "<th>" not in html


@pytest.mark.parametrize("write", PAPERS)
def test_every_paper_is_sound(write, staff, caplog):
    is_whole(write(staff), caplog)


def test_the_report_to_the_minister_is_sound(followed, staff, director, caplog):
    is_whole(printed(services.minister_report(followed.cohort, by=staff), director), caplog)


def test_figures_have_thousands_and_no_empty_decimals(staff):
    html = report_of_a_round(staff).html

    assert [f'"n">{words}<' in html for words in ("๔,๖๐๐", "๑๕", "๑๖")] == [True] * 3
    assert "๓๙๐,๐๐๐ บาท" in html
