"""Every paper of room 2 is a sound PDF, in the order and words of official papers."""

import re
from datetime import date
from types import SimpleNamespace

import pytest

from proposals.grounds import Grounds
from proposals.models import Proposal
from proposals.services.moving import move
from proposals.states import State
from pyp_portal import clock
from pyp_portal.papers.kinds import Kind
from pyp_portal.papers.models import Paper
from selection import documents, minutes_papers, services
from selection.kinds import AnnouncementKind, Outcome
from tests.factories.accounts import UserFactory
from tests.factories.proposals import ProposalFactory
from tests.factories.selection import (
    REASON,
    announced,
    certified,
    decided,
    meeting_of,
    plan_of,
    resolved,
    reviewed,
    seat_members,
    slot_of,
)
from tests.papers.pdfs import poppler_pages, sound_pdf_of

pytestmark = pytest.mark.django_db

RESULTS = [Outcome.SELECTED, Outcome.RESERVE, Outcome.NOT_SELECTED]


@pytest.fixture(autouse=True)
def february(at):
    return at("2025-02-07 10:00")


def year():
    """A plan, its seats and the director."""
    plan = plan_of(min_reviewers=2, reserve_valid_until=date(2025, 6, 30))
    return plan, seat_members(plan, 3), UserFactory(director=True)


def results(outcomes=RESULTS):
    plan, seats, director = year()
    decided(plan, seats, director, outcomes)
    services.release(announced(plan, AnnouncementKind.RESULT, by=director), by=director)
    return Paper.objects.all()


def shortlist():
    plan, seats, director = year()
    meeting = meeting_of(plan, seats)
    for outcome in (Outcome.SHORTLISTED, Outcome.NOT_SHORTLISTED):
        resolved(meeting, reviewed(plan, seats), outcome)
    certified(meeting, director)
    services.release(announced(plan, AnnouncementKind.SHORTLIST, by=director), by=director)
    return Paper.objects.all()


def result_letter(outcome):
    """The letter that says this outcome."""
    chosen = {Outcome.SHORTLISTED, Outcome.NOT_SHORTLISTED}
    papers = shortlist() if outcome in chosen else results()
    words = f"<strong>{documents.OUTCOMES_TH[outcome]}"
    return next(paper for paper in papers.filter(kind=Kind.RESULT_LETTER) if words in paper.html)


def committee_order():
    plan, _seats, director = year()
    return documents.committee_order(plan.committee.orders.get(), by=director)


def score_summary():
    plan, seats, director = year()
    decided(plan, seats, director, RESULTS)
    ProposalFactory(call=plan.call, state=State.REVIEWING)
    return documents.score_summary(plan, services.board(plan, director), by=director)


def pitch_schedule():
    plan, seats, director = year()
    waiting = ProposalFactory(call=plan.call, state=State.SHORTLISTED)
    return documents.pitch_schedule(slot_of(plan, waiting, seats).session, by=director)


def minutes():
    return results().get(kind=Kind.MINUTES)


def memorandum():
    plan, seats, director = year()
    decided(plan, seats, director, RESULTS)
    draft = services.draft_announcement(plan, AnnouncementKind.RESULT, title_th="ผลการคัดเลือก")
    return services.write_memorandum(draft, by=director)


def announcement_of_results():
    return results().get(kind=Kind.ANNOUNCEMENT)


def announcement_of_the_shortlist():
    return shortlist().get(kind=Kind.ANNOUNCEMENT)


def announcement_of_a_promotion():
    """A selected proposal is withdrawn, and the first of the reserve takes its place."""
    results()
    gone, first, _refused = Proposal.objects.order_by("pk")
    officer = UserFactory(staff=True)
    move(gone, "withdraw", Grounds(officer, "หน่วยงานขอถอนเรื่อง"))
    released = services.promote_reserve(
        first, number="ประกาศที่ 4/2568", date=clock.today(), signed_by=officer, by=officer
    )
    return Paper.objects.of(released).get()


PAPERS = (
    committee_order,
    score_summary,
    pitch_schedule,
    minutes,
    memorandum,
    announcement_of_results,
    announcement_of_the_shortlist,
    announcement_of_a_promotion,
)
LETTERS = (*RESULTS, Outcome.SHORTLISTED, Outcome.NOT_SHORTLISTED)


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
def test_every_paper_is_sound(write, caplog):
    is_whole(write(), caplog)


@pytest.mark.parametrize("outcome", LETTERS)
def test_the_letter_of_every_outcome_is_sound(outcome, caplog):
    is_whole(result_letter(outcome), caplog)


def test_an_announcement_is_written_in_thai_digits():
    html = announcement_of_results().html

    assert "ประกาศที่ ๓/๒๕๖๘" in html
    assert "๒๒\xa0กุมภาพันธ์\xa0๒๕๖๘" in html
    assert "พ.ศ.\xa0๒๕๖๘" in html


def test_a_letter_does_not_say_the_same_twice():
    html = result_letter(Outcome.NOT_SELECTED).html

    assert html.count(REASON) == 1


def agenda_of(*numbers):
    """The points of minutes whose items bear these numbers; "p" marks one about a proposal."""
    rows = [
        {"item": SimpleNamespace(number=number.rstrip("p"), proposal=number.endswith("p") or None)}
        for number in numbers
    ]
    text = SimpleNamespace(
        opening_th="เปิด", previous_th="", followup_th="", info_th="", closing_th="ปิด"
    )
    return [
        (point, title, text, [row["item"].number for row in found])
        for point, title, text, found in minutes_papers.agenda(text, rows)
    ]


@pytest.mark.parametrize(
    ("numbers", "deciding", "points"),
    [
        (["3.1p", "3.2p"], 3, {3: ["3.1", "3.2"]}),
        (["3.1p", "4.1p"], 4, {3: ["3.1"], 4: ["4.1"]}),
        (["5.1p", "2", "6.1"], 5, {2: ["2"], 5: ["5.1"], 6: ["6.1"]}),
        (["1p", "2p"], 5, {5: ["1", "2"]}),
        (["ก"], 5, {5: ["ก"]}),
        ([], 5, {}),
    ],
)
def test_minutes_follow_the_official_order(numbers, deciding, points):
    found = agenda_of(*numbers)

    assert [point for point, *_rest in found] == list(range(1, deciding + 2))
    assert {point: rows for point, _title, _text, rows in found if rows} == points
    assert [title for _point, title, *_rest in found][-2:] == [
        "เรื่องเสนอเพื่อพิจารณา",
        "เรื่องอื่น ๆ",
    ]
    assert [text for *_head, text, _rows in found if text] == ["เปิด", "ปิด"]
