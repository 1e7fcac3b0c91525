"""PD-26, the report of a whole year, and PD-18, its roster as a book: what stands in them."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from cohorts import documents, roster_book, services, year_papers
from cohorts.models import Ending
from cohorts.sharing import Sharing
from cohorts.states import TierKey
from proposals.states import State
from pyp_portal import clock, thai
from pyp_portal.papers.models import Paper
from pyp_portal.privacy import consenting
from pyp_portal.privacy.models import Purpose
from tests.cohorts.test_documents import is_whole
from tests.factories.accounts import UserFactory
from tests.factories.cohorts import (
    ActivityFactory,
    ItemFactory,
    PartnerFactory,
    PilotTestFactory,
    RoundFactory,
    SeatFactory,
    SiteFactory,
    TeamFactory,
    cohort_of,
    full_team,
)
from tests.factories.proposals import CallFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff():
    return UserFactory(staff=True)


@pytest.fixture
def team(at, staff):
    """An issue in follow-up: tested, presented, ordered, reported on, taken up elsewhere."""
    at("2026-03-01 09:00")
    team = full_team(State.FOLLOW_UP)
    PilotTestFactory(team=team, cost_baht=48500)
    ActivityFactory(team=team)
    SiteFactory(team=team)
    item = ItemFactory(team=team, outcome="DIRECTIVE")
    services.add_directive(
        item, by=staff, text_th="ให้ศึกษา", responsible_agency=team.proposal.lead_agency,
        due_on=date(2026, 4, 1),
    )  # fmt: skip
    round_ = RoundFactory(team=team, due_on=date(2026, 2, 27))
    said = {"overall": "YELLOW", "obstacles": ["BUDGET"], "spending_baht": 390000}
    services.accept_report(services.file_report(round_, by=staff, **said), by=staff)
    RoundFactory(team=team, months=12, due_on=date(2026, 2, 28))
    return team


def text_of(paper):
    return " ".join(strip_tags(paper.html.replace("<", " <")).replace("\xa0", " ").split())


def test_the_report_of_a_year_goes_from_the_call_to_what_came_of_it(team, staff, caplog):
    words = {"written_by": staff, "written_at": clock.now()}
    Ending.objects.create(team=team, lesson_th="เริ่มจากพื้นที่เล็ก", **words)

    paper = year_papers.year_report(team.cohort, by=staff)

    text = text_of(paper)
    for said in (
        "มีหน่วยงานยื่นข้อเสนอ ๑ เรื่อง", "ส่วนกลาง", thai.to_thai_digits(team.name_th), "๑๕๐ คนครั้ง",
        "ปรับปรุงแล้วทดสอบใหม่", "มีข้อสั่งการ", "๔๘,๕๐๐ บาท", "๓๙๐,๐๐๐ บาท", "งบประมาณ ๑ ครั้ง",
        "เริ่มจากพื้นที่เล็ก", "ประเด็นที่ ๑", thai.to_thai_digits(team.proposal.title_th),
    ):  # fmt: skip
        assert said in text, said
    assert "๖ เดือน ๑ ๑ ๐ ๐ ๑ ๐ ๑๒ เดือน ๑ ๐ ๑ ๐ ๐ ๐" in text  # owed, accepted, overdue, lights
    assert (paper.kind, paper.number.split("-")[2]) == ("PD-26", "PD26")
    assert [seat.person.name_th in text for seat in team.participants.all()] == [False] * 4
    is_whole(paper, caplog)


def test_the_year_before_stands_beside_it(team, staff):
    year = team.cohort.call.fiscal_year
    TeamFactory(cohort=cohort_of(CallFactory(fiscal_year=year - 1)))

    text = text_of(year_papers.year_report(team.cohort, by=staff))

    assert "รุ่น ๒๕๖๘ รุ่น ๒๕๖๗ เปลี่ยนแปลง" in text
    assert "ผู้เข้าร่วม (คน) ๔ ๐ +๔" in text


def test_the_same_figures_are_the_same_paper(team, staff):
    first = year_papers.year_report(team.cohort, by=staff)
    again = year_papers.year_report(team.cohort, by=staff)
    SiteFactory(team=team)

    second = year_papers.year_report(team.cohort, by=staff)

    assert (again, second == first) == (first, False)
    assert list(year_papers.papers_of(team.cohort)) == [second, first]


def test_a_year_that_has_only_begun_has_its_report_too(staff):
    text = text_of(year_papers.year_report(cohort_of(), by=staff))

    none = ("ยังไม่มีทีม", "ยังไม่มีบันทึกกิจกรรม", "ยังไม่มีการนำเสนอผล", "ยังไม่ถึงรอบการติดตาม")
    assert [words in text for words in none] == [True] * 4
    assert "None" not in text


def test_the_office_issues_it_on_the_one_page(team, staff, client_of):
    year = team.cohort.call.fiscal_year
    url = reverse("cohorts:issue_year_report", args=[year])

    made = client_of(staff).post(url)
    refused = client_of(UserFactory(auditor=True)).post(url).status_code

    page = client_of(staff).get(reverse("cohorts:onepage", args=[year])).content.decode()
    assert (refused, Paper.objects.count()) == (403, 1)
    assert (made.url in page, url in page) == (True, True)


# --- The roster as a book -------------------------------------------------------------
def seat(team, key=TierKey.AREA_OPERATOR, **person):
    return SeatFactory(team=team, key=key, person=UserFactory(**person))


def test_contacts_stand_in_the_roster_only_where_they_are_open_to_everybody():
    team = TeamFactory()
    open_, shut = seat(team, phone="081-111-1111"), seat(team, phone="082-222-2222")
    open_.shares_email = open_.shares_phone = Sharing.COHORT
    open_.save()
    consenting.give(open_.person, Purpose.CONTACTS)

    def contacts():
        (chapter,) = roster_book.facts_of(team.cohort)["chapters"]
        return [line["contacts"] for line in chapter["people"]]

    assert contacts() == [[open_.person.email, "081-111-1111"], []]
    assert shut.shares_email == Sharing.TEAM

    team.cohort.widest_sharing = Sharing.TEAM
    team.cohort.save()
    team.cohort.refresh_from_db()
    assert contacts() == [[], []]  # the rule of the year became narrower


def test_the_roster_counts_by_tier_and_lists_everybody_by_given_name(staff):
    first = TeamFactory()
    second = TeamFactory(cohort=first.cohort)
    both = UserFactory(given_th="เกษม", family_th="ท้ายสุด")
    for team in (first, second):
        SeatFactory(team=team, key=TierKey.ADVISOR, person=both)
    seat(second, given_th="กานดา", family_th="ตัวอย่าง")
    PartnerFactory(team=second)

    facts = roster_book.facts_of(first.cohort)

    chapters = sorted(facts["chapters"], key=lambda one: one["counts"])
    assert [one["counts"] for one in chapters] == [[1, 0, 0, 0, 1], [1, 0, 1, 0, 2]]
    assert (facts["total"], facts["people"]) == ([2, 0, 1, 0, 3], 2)
    assert ["กานดา" in name for name, *_rest in facts["index"]] == [True, False]
    assert facts["index"][1][2] == [1, 2]
    assert [len(one["partners"]) for one in chapters] == [0, 1]


def test_the_roster_is_issued_once_until_somebody_comes(staff):
    team = full_team()
    first = documents.roster(team.cohort, by=staff)
    again = documents.roster(team.cohort, by=staff)
    seat(team)

    assert (again, documents.roster(team.cohort, by=staff) == first) == (first, False)
