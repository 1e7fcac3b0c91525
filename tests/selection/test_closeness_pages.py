"""The pages of equal and close proposals, and the rules that are announced."""

import pytest

from pyp_portal.accounts.roles import Role
from pyp_portal.accounts.services import ensure_role
from selection import services
from selection.forms.rules import RulesForm
from selection.kinds import SeatRole, Severity, Stage
from selection.models import Ranking, TieBreak
from selection.services import combining
from selection.todo import todo
from tests.factories.accounts import UserFactory
from tests.factories.selection import REASON, SeatFactory, fresh, plan_of, reviewed, seat_members

pytestmark = pytest.mark.django_db
CLOSE, RULES = "/selection/2568/close/", "/selection/2568/rounds/rules/"


@pytest.fixture
def plan(at):
    at("2025-01-25 10:00")
    return plan_of(min_reviewers=2, pitch_mode="none")


@pytest.fixture
def seats(plan):
    return seat_members(plan, 3)


@pytest.fixture
def equal(plan, seats):
    return [reviewed(plan, seats[1:3]) for _each in range(2)]


@pytest.fixture
def chair(seats, client_of):
    return client_of(seats[0].user)


def text(answer):
    return answer.content.decode()


def test_a_tie_from_the_first_step_to_the_casting_vote(chair, equal):
    one, two = (proposal.code for proposal in equal)
    assert one in text(chair.get(CLOSE))
    chair.post(f"{CLOSE}tie/{one}/")
    url = TieBreak.objects.get().get_absolute_url()

    waiting = text(chair.get(url))
    too_many = chair.post(f"{url}runoff/", {one: 9, two: 9})
    chair.post(f"{url}runoff/", {one: 1, two: 1})
    same = chair.post(f"{url}casting/", {one: 1, two: 1})
    chair.post(f"{url}casting/", {one: 2, two: 1})
    board = text(chair.get("/selection/2568/board/"))

    assert f"{url}runoff/" in waiting and f"{url}casting/" not in waiting
    assert too_many.status_code == same.status_code == 200
    assert [row.proposal.code for row in TieBreak.objects.get().places.all()] == [two, one]
    assert board.index(two) < board.index(one)
    assert "ได้ข้อยุติแล้ว" in text(chair.get(CLOSE))


def test_whoever_has_an_interest_finds_no_tie_and_no_ranking(plan, seats, chair, equal, client_of):
    tie = services.break_tie(plan, equal[0])
    opened = services.open_ranking(plan, equal)
    for proposal in equal:
        services.declare(seats[3], proposal, Severity.HARD, reason=REASON)
    member = client_of(seats[3].user)

    page = text(member.get(CLOSE))

    assert [code for code in (p.code for p in equal) if code in page] == []
    for record in (tie, opened):
        assert member.get(record.get_absolute_url()).status_code == 404


def test_members_rank_on_the_page_and_read_the_result(plan, seats, chair, equal, client_of):
    codes = [proposal.code for proposal in equal]
    assert chair.post(f"{CLOSE}rank/", {"proposals": codes[:1]}).status_code == 200
    chair.post(f"{CLOSE}rank/", {"proposals": codes})
    ranking, member = Ranking.objects.get(), client_of(seats[1].user)
    url = ranking.get_absolute_url()

    member.post(f"{url}order/", {codes[0]: 2, codes[1]: 1})
    mine, counted = text(member.get(url)), text(chair.get(url))
    chair.post(f"{url}close/")
    between = text(chair.get(url))
    combining.combine_waiting()
    result = text(member.get(url))

    assert "จัดอันดับแล้ว 1 ท่าน" in counted and "จัดอันดับแล้ว" not in mine
    assert "กำลังคำนวณผล" in between
    assert "Schulze" in result and fresh(ranking).result_sha256 in result
    assert member.get(f"{url}order/").status_code == 403


def waiting_urls(user):
    ensure_role(user, Role.COMMITTEE, by=None, reason=REASON)
    return [line.url for line in todo(fresh(user))]


def test_what_waits_stands_on_the_home_of_who_can_do_it(plan, seats, equal):
    clerk = SeatFactory(committee=plan.committee, role=SeatRole.SECRETARY)
    opened = services.open_ranking(plan, equal)
    tie = services.break_tie(plan, equal[0])
    services.close_round(plan, Stage.DOC, by=seats[0].user)
    sheet = seats[1].sheets.get(proposal=equal[0])
    services.ask_reopening(sheet, reason=REASON, by=seats[1].user)
    rank, step = opened.get_absolute_url(), tie.get_absolute_url()
    rounds = "/selection/2568/rounds/"
    people = {"chair": seats[0], "clerk": clerk, "member": seats[2]}
    before = {name: waiting_urls(seat.user) for name, seat in people.items()}
    services.record_runoff(tie, {proposal.code: 1 for proposal in equal})
    after = {name: step in waiting_urls(seat.user) for name, seat in people.items()}

    wanted = {rank, step, rounds}
    assert {name: wanted & set(urls) for name, urls in before.items()} == {
        "chair": {rank, rounds, step},
        "clerk": {rank, step},
        "member": {rank},
    }
    assert after == {"chair": True, "clerk": False, "member": False}


def test_the_result_is_kept_from_whom_a_part_is_closed_to(plan, seats, equal, client_of):
    third = reviewed(plan, seats[1:3])
    opened = services.open_ranking(plan, [*equal, third])
    services.cast_ballot(opened, seats[1], [p.pk for p in (*equal, third)])
    services.declare(seats[3], third, Severity.HARD, reason=REASON)
    services.close_ranking(opened)
    combining.combine_waiting()

    page = text(client_of(seats[3].user).get(opened.get_absolute_url()))

    assert equal[0].code in page
    assert third.code not in page and "Schulze" not in page


def test_an_announced_rule_changes_with_a_reason_only(plan, client_of):
    officer = client_of(UserFactory(staff=True))
    steps = "above,first,runoff,draw"
    values = {"rounds": "2", "tie_steps": steps, "written_talk": "on"}

    refused = officer.post(RULES, values | {"reason": ""})
    officer.post(RULES, values | {"reason": REASON})

    assert "โปรดระบุเหตุผลที่เปลี่ยน" in text(refused)
    assert (fresh(plan).rounds, fresh(plan).tie_steps) == (2, steps.split(","))
    assert "จับสลาก" in text(officer.get("/selection/2568/plan/"))


def test_before_the_call_opens_no_reason_is_asked(plan, at):
    at("2020-01-01 10:00")
    values = {"rounds": "2", "tie_steps": "runoff,casting", "reason": ""}

    assert RulesForm(values, instance=plan).is_valid()
    assert not RulesForm(values | {"tie_steps": "casting"}, instance=plan).is_valid()


def test_what_is_not_announced_changes_without_one(plan):
    values = {"rounds": "1", "tie_steps": ",".join(plan.tie_steps), "written_talk": "on"}

    assert RulesForm(values | {"reason": ""}, instance=plan).is_valid()
