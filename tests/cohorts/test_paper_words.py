"""Letters of room 3 say the words of their year, and are tried as drafts."""

import pytest

from cohorts import report_papers, seat_papers, services, trying, wordings
from cohorts.presenting_states import ChairOffice
from pyp_portal import clock
from pyp_portal.papers import rewording
from pyp_portal.papers.rehearsing import rehearsed
from tests.factories.accounts import UserFactory
from tests.factories.cohorts import SeatFactory, TeamFactory

pytestmark = pytest.mark.django_db
ENTRIES = {entry.document.key: entry for entry in trying.ENTRIES}


def reword(document, cohort, **parts):
    texts = document.worded(parts)
    rewording.write(document, cohort.call.fiscal_year, texts, seen=0, by=None)


@pytest.fixture
def report():
    return services.minister_report(TeamFactory().cohort, by=UserFactory(staff=True))


def test_the_letter_that_asks_for_names_says_the_words_of_the_year():
    seat = SeatFactory()
    reword(wordings.NOMINATION_LETTER, seat.team.cohort, request="ขอรายชื่อจาก{หน่วยงานที่ขอรายชื่อ}")
    paper = seat_papers.nomination_letter(seat, by=None)
    assert f"<p>ขอรายชื่อจาก{seat.agency.name_th}</p>" in paper.html
    assert f"ข้อเสนอประเด็นการบูรณาการ เลขรับ {seat.team.proposal.code}" in paper.html
    assert paper.wording.document == "nomination-letter"


@pytest.mark.parametrize(
    ("office", "end", "closing"),
    [
        (ChairOffice.PRIME_MINISTER, "จึงกราบเรียนมา", "ขอแสดงความนับถืออย่างยิ่ง"),
        (
            next(o for o in ChairOffice if o != ChairOffice.PRIME_MINISTER),
            "จบแบบใหม่",
            "ขอแสดงความนับถือ",
        ),
    ],
)
def test_the_letter_to_the_highest_office_has_words_of_its_own(report, office, end, closing):
    report.chair_office, report.signed_by = office, UserFactory(director=True)
    reword(wordings.MINISTER_LETTER, report.cohort, end="จบแบบใหม่")
    html = report_papers.letter(report, by=None).html
    assert f"<p>{end}" in html
    assert f'<p class="closing">{closing}</p>' in html
    assert "อ้างถึง" not in html


def test_letters_are_tried_on_seats_without_names_and_on_signed_reports(report):
    admin, seat = UserFactory(admin=True), SeatFactory(nominated=True)
    assert trying.reports() == []
    report.signed_at, report.signed_by = clock.now(), UserFactory(director=True)
    report.save()
    found = {key: entry.records() for key, entry in ENTRIES.items()}
    assert found["nomination-letter"] == [
        (str(seat.uid), f"{seat.team.proposal.code} {seat.agency.name_th}")
    ]
    assert [code for code, _words in found["minister-letter"]] == [str(report.uid)]
    for key, records in found.items():
        with rehearsed(admin, key, {"end": "คำที่ลอง", "end_highest": "คำที่ลอง"}):
            paper = ENTRIES[key].build(records[0][0], admin)
        assert (paper.is_draft, paper.issued_by, "คำที่ลอง" in paper.html) == (True, admin, True)
