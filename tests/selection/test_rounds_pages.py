"""The pages of rounds and seals: closing, verifying, asking for leave, versions side by side."""

import hashlib

import pytest

from pyp_portal.papers.models import Paper
from selection import services, tasks
from selection.kinds import SeatRole, Severity, Stage
from selection.models import Closing, Reopening, Seal
from tests.factories.accounts import UserFactory
from tests.factories.selection import (
    REASON,
    SeatFactory,
    fresh,
    plan_of,
    reviewed,
    seat_members,
    submit,
)
from tests.selection.sealing import sheet_of, tamper

pytestmark = pytest.mark.django_db
ROUNDS = "/selection/2568/rounds/"
CLOSE = f"{ROUNDS}doc/close/"


@pytest.fixture
def plan(at):
    at("2025-01-25 10:00")
    return plan_of(min_reviewers=2)


@pytest.fixture
def seats(plan):
    return seat_members(plan, 3)


@pytest.fixture
def chair(seats, client_of):
    return client_of(seats[0].user)


@pytest.fixture
def proposal(plan, seats):
    return reviewed(plan, seats[1:3])


def text(answer):
    return answer.content.decode()


def close(client, **typed):
    """Press the button, and have a worker do what was asked."""
    answer = client.post(CLOSE, typed)
    for asked in Closing.objects.working():
        tasks.close_round(asked.pk)
    return answer


def test_the_chair_closes_a_round_and_reads_the_hash(chair, proposal):
    assert "ยังไม่ได้ส่ง" not in text(chair.get(CLOSE))
    close(chair)
    answer = chair.get(ROUNDS)

    assert Seal.objects.get().sha256 in text(answer)
    assert 'href="/selection/2568/rounds/doc/close/"' not in text(answer)
    assert chair.get(f"{ROUNDS}nothing/close/").status_code == 404


def test_closing_says_who_will_be_missing(chair, seats, proposal):
    services.reopen_sheet(sheet_of(seats[1]), reason=REASON, by=seats[1].user)

    assert "ยังไม่ได้ส่งใบคะแนน 1 ใบ" in text(chair.get(CLOSE))
    assert "ต้องส่งให้ครบก่อน" in text(chair.post(CLOSE))
    assert not Seal.objects.exists()


def test_closing_again_asks_why(plan, seats, chair, proposal):
    close(chair)
    reviewed(plan, seats[1:3])

    assert close(chair, reason="").status_code == 200
    close(chair, reason=REASON)

    assert [seal.reason for seal in Seal.objects.all()] == ["", REASON]


def test_verify_now_says_what_differs_but_not_of_what_is_closed(plan, seats, chair, proposal):
    close(chair)
    good = text(chair.post(f"{ROUNDS}verify/"))
    tamper("UPDATE selection_score SET points = 1")
    bad = text(chair.post(f"{ROUNDS}verify/"))
    services.declare(seats[0], proposal, Severity.HARD, reason=REASON)
    hidden = text(chair.post(f"{ROUNDS}verify/"))

    assert "ตรงกับที่ผนึกไว้" in good
    assert proposal.code in bad
    assert "คะแนนไม่ตรงกับที่ผนึกไว้" in hidden
    assert proposal.code not in hidden


def test_the_sealed_text_is_handed_out_byte_for_byte(plan, seats, chair, proposal, client_of):
    close(chair)
    seal = Seal.objects.get()
    url = f"{seal.get_absolute_url()}table/"

    table = client_of(UserFactory(auditor=True)).get(url)
    services.declare(seats[0], proposal, Severity.HARD, reason=REASON)

    assert hashlib.sha256(table.content).hexdigest() == seal.sha256
    assert chair.get(url).status_code == 403
    assert "table/" not in text(chair.get(seal.get_absolute_url()))


def test_a_member_asks_and_the_chair_answers(seats, chair, proposal, client_of):
    close(chair)
    member, sheet = client_of(seats[1].user), sheet_of(seats[1])
    url = f"{sheet.get_absolute_url()}reopen/"

    assert "ขออนุญาตประธาน" in text(member.get(url))
    member.post(url, {"reason": REASON})
    asked = Reopening.objects.get()
    answer = f"/selection/reopenings/{asked.uid}/"
    page = text(chair.get(ROUNDS))
    refused = chair.post(answer, {"is_granted": "no", "answer": ""})
    done = chair.post(answer, {"is_granted": "yes"})

    assert answer in page
    assert (refused.status_code, done.status_code) == (200, 302)
    assert fresh(sheet).submitted_at is None
    assert answer not in text(chair.get(ROUNDS))


def test_both_versions_stand_side_by_side_with_the_reason(plan, seats, chair, proposal, client_of):
    services.change_plan(plan, by=None, rounds=2)
    close(chair)
    member, sheet = client_of(seats[1].user), sheet_of(seats[1])
    before = text(member.get("/selection/2568/tasks/"))
    chair.post(f"{ROUNDS}second/")
    now = text(member.get("/selection/2568/tasks/"))
    member.post(f"{sheet.get_absolute_url()}reopen/", {"reason": REASON})
    submit(seats[1], proposal, points=5)

    page = text(member.get(f"{sheet.get_absolute_url()}versions/"))

    assert page.index("80.00") < page.index("100.00") < page.index(REASON)
    assert "<b>5.0</b>" in page
    assert ["รอบที่สองเปิดอยู่" in each for each in (before, now)] == [False, True]
    assert proposal.code in text(member.get(f"{sheet_of(seats[2]).get_absolute_url()}versions/"))


def test_s37_a_change_names_no_total_to_whom_a_proposal_is_closed(plan, seats, chair, proposal):
    other = reviewed(plan, seats[1:3])
    close(chair)
    services.recuse_late(seats[1], proposal, reason=REASON)
    services.recuse_late(seats[2], other, reason=REASON)
    services.declare(seats[0], other, Severity.HARD, reason=REASON)

    pages = [text(chair.get(seal.get_absolute_url())) for seal in Seal.objects.all()]

    assert [other.code in page for page in pages] == [False] * 3
    assert [proposal.code in page for page in pages] == [False, True, False]
    assert [page for page in pages if "80.00" in page] == []


def test_the_page_costs_the_same_for_one_seal_and_for_three(
    plan, seats, chair, proposal, django_assert_max_num_queries, django_assert_num_queries
):
    SeatFactory(committee=plan.committee, role=SeatRole.SECRETARY)
    close(chair)
    chair.get(ROUNDS)
    with django_assert_max_num_queries(40) as one:
        chair.get(ROUNDS)
    services.recuse_late(seats[1], proposal, reason=REASON)
    reviewed(plan, seats[1:3])
    services.close_round(plan, Stage.DOC, reason=REASON, by=seats[0].user)
    with django_assert_num_queries(len(one)):
        chair.get(ROUNDS)


def test_the_papers_of_seals_and_ties_are_for_whom_nothing_in_them_is_closed(
    plan, seats, chair, proposal, client_of
):
    services.change_plan(plan, by=None, pitch_mode="none")
    equal = reviewed(plan, seats[1:3])
    tie = services.break_tie(plan, proposal)
    services.record_runoff(tie, {proposal.code: 1, equal.code: 0})
    close(chair)
    papers = [Paper.objects.of(record).get() for record in (Seal.objects.get(), tie)]
    urls = [f"/selection/papers/{paper.uid}/" for paper in papers]
    member = client_of(seats[2].user)
    open_to = {
        "chair": [chair.get(url).status_code for url in urls],
        "member": [member.get(url).status_code for url in urls],
    }
    services.declare(seats[0], proposal, Severity.HARD, reason=REASON)

    assert open_to == {"chair": [202, 202], "member": [404, 202]}
    assert [chair.get(url).status_code for url in urls] == [404, 404]
