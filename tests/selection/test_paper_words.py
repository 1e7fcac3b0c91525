"""Papers of room 2 say the words of their year; what is tried shows nothing that is closed."""

from datetime import date

import pytest

from pyp_portal.papers import rewording
from pyp_portal.papers.kinds import Kind
from pyp_portal.papers.models import Paper, Wording
from pyp_portal.papers.rehearsing import rehearsed
from selection import documents, meeting_papers, services, trying, wordings
from selection.kinds import AnnouncementKind, Outcome
from selection.models import AnnouncementItem, AppointmentOrder
from tests.factories.accounts import UserFactory
from tests.factories.proposals import CallFactory
from tests.factories.selection import announced, decided, meeting_of, plan_of, seat_members

pytestmark = pytest.mark.django_db
ENTRIES = {entry.document.key: entry for entry in trying.ENTRIES}
RESULTS = [Outcome.SELECTED, Outcome.RESERVE, Outcome.NOT_SELECTED]
CHANGED = {
    wordings.RESULT_LETTER: {
        "result": "ผลใหม่ {ผลการพิจารณา}",
        "result_opinion": "ผลใหม่ {ผลการพิจารณา} {ความเห็น}",
    },
    wordings.ANNOUNCEMENT: {"selected": "คำประกาศใหม่ ปี {ปีงบประมาณ}"},
    wordings.COMMITTEE_ORDER: {"opening": "คำสั่งใหม่ {คณะกรรมการ}"},
    wordings.MEMORANDUM: {"background": "เรื่องเดิมใหม่ ปี {ปีงบประมาณ}"},
}


@pytest.fixture(autouse=True)
def february(at):
    return at("2025-02-07 10:00")


@pytest.fixture
def director():
    return UserFactory(director=True)


@pytest.fixture
def plan():
    """A year whose committee is appointed."""
    plan = plan_of(min_reviewers=2, reserve_valid_until=date(2025, 6, 30))
    seat_members(plan, 3)
    return plan


@pytest.fixture
def draft(plan, director):
    """Results that are decided and not out."""
    decided(plan, list(plan.committee.seats.all()), director, RESULTS)
    return announced(plan, AnnouncementKind.RESULT, by=director)


def reword(plan):
    for document, parts in CHANGED.items():
        texts = document.worded(parts)
        rewording.write(document, plan.year, texts, seen=0, by=None)


def html_of(kind):
    return [paper.html for paper in Paper.objects.filter(kind=kind)]


def test_what_is_released_says_the_words_of_the_year(draft, director):
    reword(draft.plan)
    services.write_memorandum(draft, by=director)
    services.release(draft, by=director)
    year = "๒๕๖๘"
    assert f"เรื่องเดิมใหม่ ปี {year}" in html_of(Kind.MEMORANDUM)[0]
    assert f"<p>คำประกาศใหม่ ปี {year}</p>" in html_of(Kind.ANNOUNCEMENT)[0]
    letters = html_of(Kind.RESULT_LETTER)
    assert [letter.count("<p>ผลใหม่ <strong>") for letter in letters] == [1, 1, 1]
    papers = Paper.objects.filter(kind__in=[Kind.ANNOUNCEMENT, Kind.RESULT_LETTER])
    assert {paper.wording.document for paper in papers} == {"announcement", "result-letter"}
    letter = next(one for one in letters if "สำรอง" in one)
    assert "<strong>สำรอง ลำดับที่ ๑</strong>" in letter


def test_an_order_says_the_words_of_the_year_and_how_long_it_holds(plan, director):
    order = AppointmentOrder.objects.get(committee=plan.committee)
    order.seats.update(begins_on=date(2025, 1, 6), ends_on=date(2025, 9, 30))
    reword(plan)
    html = documents.committee_order(order, by=director).html
    assert "<p>คำสั่งใหม่ " in html
    said = 'ทั้งนี้ ตั้งแต่วันที่ <span class="nowrap">๖\u00a0มกราคม\u00a0๒๕๖๘</span> ถึงวันที่'
    assert said in html
    assert wordings.ALL_DUTIES in html


@pytest.mark.parametrize(
    ("members", "delegates", "part"),
    [(True, True, "amending"), (False, False, "amending_ends")],
)
def test_an_order_that_amends_names_the_order_before(plan, director, members, delegates, part):
    first = AppointmentOrder.objects.get(committee=plan.committee)
    order = AppointmentOrder.objects.create(
        committee=first.committee,
        number="13/2568",
        date=date(2025, 2, 7),
        signed_by=director,
        amends=first,
        delegates_allowed=delegates,
        duties_th="ให้คำแนะนำ 2 เรื่อง",
    )
    if members:
        first.seats.update(order=order)
    html = documents.committee_order(order, by=director).html
    assert "จึงแก้ไขเพิ่มเติมคำสั่งที่" in html
    assert ("ประกอบด้วย" in html) is (part == "amending")
    assert "มีหน้าที่ให้คำแนะนำ ๒ เรื่อง โดยกรรมการ" in html
    assert ("มอบหมายผู้แทน" in html) is delegates
    assert "ทั้งนี้ ตั้งแต่บัดนี้เป็นต้นไป" in html


def test_nothing_is_tried_on_what_is_not_out(draft, director):
    assert (trying.released(), trying.results()) == ([], [])
    services.release(draft, by=director)
    items = AnnouncementItem.objects.order_by("-pk").select_related("proposal")
    assert [code for code, _words in trying.released()] == [str(draft.uid)]
    assert [code for code, _words in trying.results()] == [
        f"{draft.uid}:{item.proposal.code}" for item in items
    ]


def test_a_tried_paper_is_a_draft_without_points_and_remarks(draft, director):
    services.release(draft, by=director)
    official = Paper.objects.official().count()
    admin = UserFactory(admin=True)
    tried = {}
    for document, parts in CHANGED.items():
        entry = ENTRIES[document.key]
        code, _words = entry.records()[0]
        with rehearsed(admin, document.key, parts):
            tried[document.key] = entry.build(code, admin)
    assert {paper.is_draft for paper in tried.values()} == {True}
    assert {paper.issued_by for paper in tried.values()} == {admin}
    assert Paper.objects.official().count() == official
    said = [next(iter(parts.values())).partition(" ")[0] for parts in CHANGED.values()]
    assert [words in paper.html for words, paper in zip(said, tried.values(), strict=True)] == [
        True
    ] * len(CHANGED)
    letter = tried["result-letter"].html
    assert ("ค่าเฉลี่ย" in letter, "จุดเด่น" in letter) == (False, False)
    assert "คะแนน" not in tried["memorandum"].html.replace("ตามลำดับคะแนน", "")


def test_a_meeting_is_invited_to_in_the_words_of_the_year(plan):
    meeting = meeting_of(plan, list(plan.committee.seats.all()))
    changed = {"changed": "{ชนิดหนังสือ}นี้ใช้แทน เพราะ{เหตุที่เปลี่ยน}", "end": "โปรดเข้าร่วม"}
    texts = wordings.MEETING_NOTICE.worded(changed)
    rewording.write(wordings.MEETING_NOTICE, plan.year, texts, seen=0, by=None)
    meeting.sequence, meeting.change_reason = 1, "ห้อง <1> ไม่ว่าง"
    html = meeting_papers.notice(meeting).html
    assert "<p>หนังสือนี้ใช้แทน เพราะห้อง &lt;๑&gt; ไม่ว่าง</p>" in html
    assert ("<p>โปรดเข้าร่วม</p>" in html, "แจ้งล่วงหน้าน้อย" in html) == (True, False)
    code, _words = ENTRIES["meeting-notice"].records()[0]
    admin = UserFactory(admin=True)
    with rehearsed(admin, "meeting-notice", {"end": "คำที่ลอง"}):
        paper = ENTRIES["meeting-notice"].build(code, admin)
    assert (paper.is_draft, "<p>คำที่ลอง</p>" in paper.html) == (True, True)


def test_a_year_that_is_opened_takes_over_the_words_of_the_last(plan):
    reword(plan)
    call = CallFactory(fiscal_year=plan.year + 1)
    services.open_plan(call)
    services.open_plan(call)
    found = Wording.objects.filter(year=call.fiscal_year)
    assert {row.document: row.version for row in found} == {d.key: 1 for d in CHANGED}


def test_a_withdrawn_proposal_is_named_where_another_takes_its_place(draft, director):
    draft.replaces = draft.items.first().proposal
    html = documents.announcement(draft, by=director).html
    assert f"ได้ขอถอนข้อเสนอ {draft.replaces.code} เรื่อง" in html
