"""The pages of the analysis: what they show, to whom, and at what cost."""

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from selection import services
from selection.models import ScoreSheet
from selection.services import board_pages, checking
from tests.factories.accounts import UserFactory
from tests.factories.proposals import AccessFactory
from tests.factories.selection import REASON, pitched, reviewed, submit
from tests.selection.analysed import YEAR, officer, plan, seats, text

__all__ = ["officer", "plan", "seats"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def year(plan, seats):
    """Three pitched proposals, analysed."""
    found = [pitched(plan, seats, points=points) for points in (5, 4, 3)]
    services.analyse(plan)
    return found


# --- The board


def test_the_board_shows_zones_intervals_and_chances(officer, year):
    page = text(officer.get(f"{YEAR}/board/"))

    assert page.count('class="interval tone-good"') == 1
    assert page.count('class="interval tone-still"') == 2
    assert "ชัดเจนว่าอยู่ในจำนวนที่รับได้" in page
    assert "โอกาสติด 1 อันดับ" in page
    assert "99 %" in page
    assert "มีคะแนนเปลี่ยนหลังจากนั้น" not in page


def test_the_board_says_when_it_was_not_analysed_and_when_scores_have_changed(officer, plan, seats):
    pitched(plan, seats)
    before = text(officer.get(f"{YEAR}/board/"))
    services.analyse(plan)
    pitched(plan, seats)

    after = text(officer.get(f"{YEAR}/board/"))

    assert "ยังไม่ได้วิเคราะห์คะแนน" in before
    assert "interval" not in before
    assert "มีคะแนนเปลี่ยนหลังจากนั้น" in after


@pytest.mark.parametrize(
    ("rank", "adjusted", "crosses"), [(1, 1, ""), (2, 1, "up"), (1, 2, "down"), (3, 2, "")]
)
def test_the_other_side_of_the_line_is_a_flag(plan, year, rank, adjusted, crosses):
    row = services.board(plan, UserFactory(staff=True))[0]
    row.estimate.rank, row.estimate.rank_adjusted = rank, adjusted

    assert row.crosses == crosses


def test_flags_are_told_in_words(officer, plan, year):
    estimates = plan.analyses.first().estimates
    estimates.update(decided_by_one=True, unsure=True, wide=["D3"], rank_adjusted=5)

    page = text(officer.get(f"{YEAR}/board/"))

    assert page.count("กรรมการท่านเดียวชี้ขาด") == 3
    assert page.count("กรรมการไม่ค่อยมั่นใจ") == 3
    assert page.count("ต่างกัน 2 ระดับ D3") == 3
    assert page.count("ปรับแล้วหลุดจากจำนวนที่รับ") == 1


def test_an_abstention_is_a_flag(officer, plan, seats):
    one = reviewed(plan, seats[1:])
    sheet = one.sheets.get(seat=seats[1])
    ScoreSheet.objects.filter(pk=sheet.pk).update(
        submitted_at=None, abstained_at=sheet.submitted_at
    )

    assert "งดให้คะแนน 1 ท่าน" in text(officer.get(f"{YEAR}/board/"))


def test_a_year_of_any_size_on_one_page_costs_the_same_statements(officer, plan, seats):
    """One proposal and six; all that follows the first look is kept by the mark."""
    costs = []
    for more in (1, 5):
        for _each in range(more):
            pitched(plan, seats)
        services.analyse(plan)
        officer.get(f"{YEAR}/board/")
        with CaptureQueriesContext(connection) as asked:
            officer.get(f"{YEAR}/board/")
        costs.append(len(asked))

    assert costs[0] == costs[1] <= 20


def test_s6_what_was_drawn_for_others_is_not_shown_to_whom_it_is_closed(year, client_of):
    """One officer's look keeps the page; then a proposal is closed to another one."""
    best, other = year[0], UserFactory(staff=True)
    before = text(client_of(UserFactory(staff=True)).get(f"{YEAR}/board/"))

    AccessFactory(proposal=best, user=other, kind="closed")

    after = text(client_of(other).get(f"{YEAR}/board/"))
    assert best.title_th in before
    assert best.title_th not in after
    assert "คิดเฉพาะข้อเสนอที่คุณมีสิทธิอ่าน" in after
    assert best.title_th in text(client_of(UserFactory(staff=True)).get(f"{YEAR}/board/"))


def test_what_was_drawn_in_one_language_is_not_shown_in_the_other(officer, year):
    thai = text(officer.get(f"{YEAR}/board/"))
    english = text(officer.get(f"{YEAR}/board/", headers={"cookie": cookies(officer, "en")}))

    assert "คะแนนทางการ" in thai
    assert ("Official score" in english, "คะแนนทางการ" in english) == (True, False)


def cookies(client, language):
    kept = [f"{name}={morsel.value}" for name, morsel in client.cookies.items()]
    return "; ".join([*kept, f"{settings.LANGUAGE_COOKIE_NAME}={language}"])


def test_a_hundred_and_fifty_stand_on_one_page_and_more_do_not(plan, seats):
    order = board_pages.fresh_order(plan)

    def of(count):
        return board_pages.Order(**{**order.__dict__, "keys": list(range(count))})

    assert (of(0).size, of(120).size, of(150).size, of(151).size) == (1, 120, 150, 50)


def test_the_table_of_the_board_has_the_estimates(plan, year):
    from_board = services.board(plan, UserFactory(staff=True))[0].estimate

    assert from_board.get_zone_display() == "ชัดเจนว่าอยู่ในจำนวนที่รับได้"


# --- The check by hand


def test_the_check_shows_every_step(officer, plan, seats):
    one = pitched(plan, seats, points=4)

    page = text(officer.get(f"/selection/proposals/{one.code}/check/"))

    assert "(15 × 4 + 20 × 4 + 25 × 4 + 15 × 4 + 10 × 4 + 15 × 4) ÷ 5 = 80.00" in page
    assert "240.00 ÷ 3 ใบ = 80.0000" in page
    assert "80.0000 × 40 % + " in page
    assert 'off-score">80.00' in page
    assert seats[0].user.family_th not in page.partition("<main")[2]


def test_the_check_gives_what_the_board_gives(plan, seats):
    one = reviewed(plan, seats, points=3)
    services.reopen_sheet(one.sheets.get(seat=seats[0]), reason=REASON, by=seats[0].user)
    submit(seats[0], one, points=4)
    plan.pitch_mode = "none"
    plan.save()

    found = checking.check(plan, one)

    (row,) = services.board(plan, UserFactory(staff=True))
    assert round(found.shown, 2) == float(row.standing.final) == 66.67
    assert found.parts[0].share == 100
    assert found.shown_ties[0] == ("D3+P3", pytest.approx(10 / 3))


def test_without_sheets_enough_the_check_says_so(officer, plan, seats):
    one = reviewed(plan, seats[:2])
    services.recuse_late(seats[1], one, reason=REASON)

    page = text(officer.get(f"/selection/proposals/{one.code}/check/"))

    assert "ส่งแล้ว 1 ใบ จากอย่างน้อย 2 ใบ" in page
    assert "ยังไม่มีคะแนนทางการ" in page


def test_s5_the_check_is_for_those_who_see_all_its_sheets(plan, seats, client_of, monkeypatch):
    one = reviewed(plan, seats)
    monkeypatch.setattr(ScoreSheet.objects.__class__, "visible_to", lambda self, user: self.none())

    answer = client_of(UserFactory(staff=True)).get(f"/selection/proposals/{one.code}/check/")

    assert answer.status_code == 403
