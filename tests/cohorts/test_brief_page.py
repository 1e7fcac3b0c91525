"""PD-22: the brief of an issue stays on its one page, and sound, when every part of it is full."""

import pytest

from cohorts import briefs, presentation_papers
from cohorts.forms.presenting import BRIEF
from proposals.states import State
from tests.factories.accounts import UserFactory
from tests.factories.cohorts import ItemFactory
from tests.papers.pdfs import poppler_pages, sound_pdf_of

pytestmark = pytest.mark.django_db
WORDS = "เกษตรกรรายย่อยประสบปัญหารายได้ไม่พอรายจ่าย เพราะพึ่งพายางพาราและปาล์มน้ำมันเป็นหลัก " * 6
FIGURE = {
    "name": "รายได้เสริมเฉลี่ยของครัวเรือนในกลุ่มนำร่องต่อเดือนหลังหักค่าใช้จ่าย",
    "unit": "บาทต่อเดือน",
    "baseline": "2300",
    "target": "3800",
    "value": "3450",
}
FULL = {
    "code": "P68-0001",
    "title": "กองส่งเสริมการเกษตรใน อบจ. มิติใหม่ของการส่งเสริมอาชีพเพื่อสร้างเศรษฐกิจฐานรากภาคเกษตรไทย",
    "agency": "องค์การบริหารส่วนจังหวัดสงขลา",
    "province": "สงขลา",
    "presenters": ["นางสาวประสาน ร่วมใจดีเยี่ยม"] * 5,
    "problem": briefs.clipped(WORDS, briefs.LONG),
    "summary": WORDS[:BRIEF],
    "prototype": briefs.clipped(WORDS, briefs.SHORT),
    "figures": [FIGURE] * briefs.MOST_FIGURES,
    "people": {"OPINION": 336, "CO_DESIGN": 30, "TEST": 150},
    "plan": {
        "core": briefs.clipped(WORDS, briefs.SHORT),
        "cost": "1250000",
        "owner": "กรมส่งเสริมการปกครองท้องถิ่น",
    },
    "sites": 12,
    "working": 3,
    "ask": WORDS[:BRIEF],
}


def test_a_brief_that_is_full_stays_on_one_page(monkeypatch, caplog):
    monkeypatch.setattr(briefs, "facts_of", lambda _item: FULL)
    item = ItemFactory(team__proposal__state=State.LAB_COMPLETED)

    paper = presentation_papers.brief(item, by=UserFactory(staff=True))

    (page,) = poppler_pages(sound_pdf_of(paper, caplog))
    assert "๑,๒๕๐,๐๐๐ บาท" in page.replace("\n", "")
