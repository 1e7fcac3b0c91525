"""Judges, other choices and limits: what is shown, to whom, and what stays closed."""

from datetime import timedelta

import pytest

from pyp_portal import clock
from selection import services, tasks
from selection.kinds import SeatRole, Severity, Stage
from selection.models import Analysis
from selection.services import analysis_pages
from selection.views import analysis as views
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.selection import REASON, SeatFactory, pitched, submit
from tests.selection.analysed import YEAR, officer, plan, seats, text

__all__ = ["officer", "plan", "seats"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def year(plan, seats):
    """Two close proposals and a third; the first member alone prefers the first one."""
    found = [pitched(plan, seats, points=points) for points in (4, 4, 3)]
    again(seats[0], found[0], 5)
    again(seats[1], found[1], dict.fromkeys(("P1", "P2", "P3", "P4", "P5"), 4) | {"P6": 5})
    services.analyse(plan)
    return found


def again(seat, proposal, points):
    """A member gives other points for a pitch."""
    sheet = proposal.sheets.get(seat=seat, stage=Stage.PITCH)
    services.reopen_sheet(sheet, reason=REASON, by=seat.user)
    submit(seat, proposal, points=points, stage=Stage.PITCH)


def estimates(plan, user):
    return analysis_pages.readable(plan, user, analysis_pages.newest(plan))


# --- Judges


def test_judges_stand_with_their_strictness_the_strictest_first(officer, plan, year, seats):
    rows = analysis_pages.judges(analysis_pages.newest(plan))

    assert {row.seat for row in rows} == set(seats)
    assert rows[-1].seat == seats[0]
    assert rows[-1].stages[1]["effect"] > rows[0].stages[1]["effect"]
    page = text(officer.get(f"{YEAR}/analysis/"))
    assert all(str(seat.user) in page for seat in seats)


def test_members_never_see_how_strict_judges_are(client_of, year, seats):
    for name in ("analysis", "analysis/other-choices", "analysis/limits"):
        assert client_of(seats[1].user).get(f"{YEAR}/{name}/").status_code == 403
    board = text(client_of(seats[1].user).get(f"{YEAR}/board/"))
    assert "/analysis/" not in board


def test_an_overseer_who_has_still_to_score_waits(client_of, plan, year, seats):
    chair = seats[0].user
    assert client_of(chair).get(f"{YEAR}/analysis/").status_code == 200

    ready = pitched(plan, seats[1:])
    seats[0].sheets.create(
        proposal=ready, stage=Stage.PITCH, opened_at=clock.now(), due_at=clock.now() + timedelta(1)
    )

    assert client_of(chair).get(f"{YEAR}/analysis/").status_code == 403


def test_a_judge_of_one_stage_alone_has_nothing_at_the_other(plan, seats):
    one = pitched(plan, seats)
    one.sheets.get(seat=seats[2], stage=Stage.DOC).scores.all().delete()
    services.analyse(plan)

    rows = analysis_pages.judges(analysis_pages.newest(plan))

    assert [row.stages[0] is None for row in rows if row.seat == seats[2]] == [True]


# --- Documents against pitch


def test_documents_stand_against_the_pitch(officer, plan, year):
    found, together = analysis_pages.pairs(plan, estimates(plan, UserFactory(staff=True)))

    assert [pair.estimate.proposal for pair in found] == year
    assert [float(value) for value in found[0].shown] == [80.0, 86.67, 6.67]
    assert together == pytest.approx(0.95, abs=0.05)
    assert "ค่าสหสัมพันธ์ 0.9" in text(officer.get(f"{YEAR}/analysis/"))


@pytest.mark.parametrize("count", [2, 3])
def test_of_few_or_equal_ones_nothing_is_said(plan, seats, count):
    for _each in range(count):
        pitched(plan, seats)
    services.analyse(plan)

    _found, together = analysis_pages.pairs(plan, estimates(plan, UserFactory(staff=True)))

    assert together is None


# --- Other choices


def test_choices_that_change_the_list_are_told(officer, plan, year, seats):
    newest = analysis_pages.newest(plan)

    found, tried = analysis_pages.choices(newest, estimates(plan, UserFactory(staff=True)))

    (without,) = (choice for choice in found if choice.kind == "judge")
    assert (without.what, without.comes, without.goes) == (seats[0], [year[1]], [year[0]])
    assert tried == len(newest.results["variants"])
    page = text(officer.get(f"{YEAR}/analysis/other-choices/"))
    assert f"ไม่นับใบคะแนนของ {seats[0].user}" in page


def test_a_list_that_hangs_on_nothing_says_so(officer, plan, seats):
    pitched(plan, seats, points=5), pitched(plan, seats, points=1)
    services.analyse(plan)

    assert "รายชื่อเหมือนเดิมทุกทางเลือก" in text(officer.get(f"{YEAR}/analysis/other-choices/"))


# --- Limits


def test_a_limit_brings_the_next_of_another_level_in(officer, plan, seats):
    services.change_plan(plan, by=None, max_selected=2)
    local, central = AgencyFactory(level="LOCAL"), AgencyFactory(level="CENTRAL")
    first, second = (pitched(plan, seats, points=p, lead_agency=local) for p in (5, 4))
    third = pitched(plan, seats, points=3, lead_agency=central)
    services.analyse(plan)

    page = text(officer.get(f"{YEAR}/analysis/limits/?level=1"))

    found = [page.index(p.title_th) for p in (first, second, third)]
    assert found == sorted(found)
    assert page.count("จะหลุดออกไป") == page.count("จะได้เข้ามา") == 1
    assert "ระดับนี้ครบเพดานแล้ว" in page


def test_without_limits_the_list_is_as_by_the_order(officer, year):
    page = text(officer.get(f"{YEAR}/analysis/limits/"))

    assert page.count("รับ ตรงตามลำดับ") == 1


def test_until_limits_are_typed_those_of_the_plan_are_tried(officer, plan, year):
    level = year[0].lead_agency.level
    plan.portfolio_limits = {"level": {level: 0}}
    plan.save()

    page = text(officer.get(f"{YEAR}/analysis/limits/"))

    assert "ข้อจำกัดตามแผนการคัดเลือก" in page
    assert page.count("จะหลุดออกไป") == 1
    assert "ข้อจำกัดตามแผนการคัดเลือก" not in text(officer.get(f"{YEAR}/analysis/limits/?level=1"))


def test_an_impossible_limit_is_refused_in_words_and_kept(officer, year):
    page = text(officer.get(f"{YEAR}/analysis/limits/?level=0&region=x"))

    assert page.count('aria-invalid="true"') == 2
    assert 'value="x"' in page


# --- What is closed


def test_s6_a_closed_proposal_is_nowhere_in_the_analysis(client_of, officer, plan, seats):
    secretary = SeatFactory(committee=plan.committee, role=SeatRole.SECRETARY)
    best, other = pitched(plan, seats, points=5), pitched(plan, seats, points=4)
    services.declare(secretary, best, Severity.HARD, reason=REASON)
    services.declare(secretary, other, Severity.NONE)
    services.analyse(plan)
    client = client_of(secretary.user)

    pages = [text(client.get(f"{YEAR}/{part}/")) for part in PARTS]

    assert not any(best.code in page or best.title_th in page for page in pages)
    assert all(other.code in page for page in (pages[0], pages[3]))
    assert "2 ใบ เฉลี่ย" in text(officer.get(f"{YEAR}/analysis/"))
    assert "ใบ เฉลี่ย" not in pages[1]  # more sheets than proposals would tell who reads it
    assert client.get(f"/selection/proposals/{best.code}/check/").status_code == 404


PARTS = ("board", "analysis", "analysis/other-choices", "analysis/limits")


# --- Before, and again


@pytest.mark.parametrize("part", PARTS[1:])
def test_before_the_first_analysis_the_pages_say_so(officer, plan, part):
    assert "ยังไม่ได้วิเคราะห์คะแนน" in text(officer.get(f"{YEAR}/{part}/"))


def test_an_officer_analyses_at_once(officer, plan, seats):
    pitched(plan, seats)

    answer = officer.post(f"{YEAR}/analysis/again/", follow=True)

    assert "วิเคราะห์คะแนนแล้ว" in text(answer)
    assert Analysis.objects.count() == 1


def test_many_sheets_are_left_to_the_worker(officer, plan, seats, monkeypatch):
    pitched(plan, seats)
    rung = []
    monkeypatch.setattr(views, "is_small", lambda plan: False)
    monkeypatch.setattr(tasks.analyse, "delay", rung.append)

    answer = officer.post(f"{YEAR}/analysis/again/", follow=True)

    assert "กำลังวิเคราะห์คะแนน" in text(answer)
    assert (rung, Analysis.objects.count()) == ([plan.pk], 0)
