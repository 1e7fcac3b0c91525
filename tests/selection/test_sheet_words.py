"""Sheets and records of room 2 say the words of their year; what is tried shows no points."""

import re
from decimal import Decimal

import pytest

from pyp_portal import clock
from pyp_portal.papers import rewording
from pyp_portal.papers.models import Paper
from pyp_portal.papers.rehearsing import rehearsed
from selection import (
    member_papers,
    minutes_papers,
    seal_papers,
    services,
    sheet_wordings,
    trying_sheets,
)
from selection.kinds import AnnouncementKind, Outcome, Stage
from selection.models import Meeting, Round, ScoreSheet, Seal, TieBreak
from tests.factories.accounts import UserFactory
from tests.factories.selection import announced, decided, plan_of, seat_members

pytestmark = pytest.mark.django_db
ENTRIES = {entry.document.key: entry for entry in trying_sheets.ENTRIES}
SECRET = "ข้อสังเกตที่ปิดไว้"


@pytest.fixture
def released(at):
    """A year whose result is out, with a sealed table and a tie that was settled."""
    at("2025-02-07 10:00")
    plan, director = plan_of(min_reviewers=2), UserFactory(director=True)
    seats = seat_members(plan, 2)
    decided(plan, seats, director, [Outcome.SELECTED])
    services.release(announced(plan, AnnouncementKind.RESULT, by=director), by=director)
    ScoreSheet.objects.update(strength_th=SECRET, advice_th=SECRET)
    held, _is_new = Round.objects.get_or_create(plan=plan, stage=Stage.DOC, number=1)
    changes = [{"proposal": "P68-1", "seat": 1, "kind": "changed", "before": "77", "after": "79"}]
    Seal.objects.create(
        round=held, version=9, table="{}", sha256="ab" * 32, sealed_at=clock.now(), changes=changes
    )
    tie = {"declared": [], "steps": [], "begun_at": clock.now(), "settled_at": clock.now()}
    TieBreak.objects.create(plan=plan, final=Decimal("77.70"), **tie)
    return plan


def reword(document, plan, **parts):
    rewording.write(document, plan.year, document.worded(parts), seen=0, by=None)


def test_each_paper_is_tried_as_a_draft_without_points_ties_and_remarks(released):
    admin, before = UserFactory(admin=True), Paper.objects.official().count()
    drafts = {}
    for key, entry in ENTRIES.items():
        code, _words = entry.records()[0]
        with rehearsed(admin, key, {"heading": "คำที่ลอง 1"}):
            drafts[key] = entry.build(code, admin)
        assert "<h1>คำที่ลอง ๑" in drafts[key].html, key
    assert {(paper.is_draft, paper.issued_by) for paper in drafts.values()} == {(True, admin)}
    assert Paper.objects.official().count() == before
    html = "".join(paper.html for paper in drafts.values())
    assert [said for said in (SECRET, "๗๗.๗๐", "๘๐.๐๐", "มติที่ประชุม") if said in html] == []
    assert not re.search(r"(?<![\w-])77(?![\w-])", html)  # not within a code or a hash
    reader = ScoreSheet.objects.first().seat.user.family_th
    assert reader not in drafts["score-sheet"].html + drafts["pitch-record"].html


def test_nothing_is_tried_on_sheets_whose_results_are_not_out(at):
    at("2025-02-07 10:00")
    plan = plan_of(min_reviewers=2)
    decided(plan, seat_members(plan, 2), UserFactory(director=True), [Outcome.SELECTED])
    assert ENTRIES["score-sheet"].records() == []


def test_sheets_and_records_say_the_words_of_the_year(released):
    sheet = ScoreSheet.objects.filter(stage=Stage.DOC).first()
    reword(sheet_wordings.DECLARATION, released, truth="ขอรับรอง 1", none="ไม่มี {จำนวนเรื่อง} เรื่อง")
    reword(sheet_wordings.SCORE_SHEET, released, of_stage="ขั้น{ขั้นตอน}", end="ลงนามโดย\n\nกรรมการ")
    reword(sheet_wordings.SEAL, released, how="", which="รอบ {รอบที่}/{ฉบับ}")
    reword(sheet_wordings.MINUTES, released, recorder="ผู้บันทึก")
    declared = member_papers.declaration(sheet.seat, by=sheet.seat.user).html
    assert ("<p>ขอรับรอง ๑</p>" in declared, "<p>ยังไม่มีข้อเสนอ" in declared) == (True, True)
    scored = member_papers.sheet(sheet, by=sheet.seat.user)
    assert "<br>ขั้นการพิจารณาเอกสาร</h1>" in scored.html
    assert ("<p>กรรมการ</p>" in scored.html, SECRET in scored.html) == (True, True)
    sealed = seal_papers.seal(Seal.objects.get(version=9)).html
    assert ('<p class="lead">รอบ ๑/๙</p>' in sealed, "คำนวณ SHA-256" in sealed) == (True, False)
    with rehearsed(UserFactory(admin=True), "none", {}):
        written = minutes_papers.minutes(Meeting.objects.get()).html
    assert ("<p>ผู้บันทึก</p>" in written, "<p>ผู้ตรวจรายงานการประชุม</p>" in written) == (True, True)
