"""The notice of a meeting (PD-10): a letter to all, a memorandum to those inside the office."""

import re
from datetime import timedelta

import pytest

from pyp_portal import clock
from pyp_portal.papers import afterwards
from pyp_portal.papers.kinds import Kind
from pyp_portal.papers.models import Paper
from selection import services
from selection.kinds import SeatRole
from selection.models import Seat
from tests.factories.accounts import UserFactory
from tests.factories.selection import SeatFactory, meeting_of, plan_of, ready_proposal, seat_members

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def february(at):
    return at("2025-02-07 10:00")


@pytest.fixture
def seats():
    return seat_members(plan_of(), 2)


def notices(meeting):
    """(letter, memorandum or None) of a meeting."""
    papers = {paper.key.partition(":")[0]: paper for paper in Paper.objects.of(meeting)}
    assert {paper.kind for paper in papers.values()} == {Kind.MEETING_NOTICE}
    return papers["meeting-notice"], papers.get("meeting-memo")


def words(html):
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", "", html))


def test_members_inside_the_office_get_a_memorandum(seats):
    committee = seats[0].committee
    inside = SeatFactory(committee=committee, role=SeatRole.SECRETARY, user=UserFactory(staff=True))

    letter, memo = notices(meeting_of(committee.plan, seats))

    assert "บันทึกข้อความ" in memo.html
    assert inside.user.name_th.split()[0] in memo.html.partition("ด้วยประธาน")[0]
    assert seats[1].user.name_th.split()[0] not in memo.html
    assert "ขอแสดงความนับถือ" not in memo.html
    for paper in (letter, memo):
        assert f"({inside.user.name_th}) เลขานุการคณะกรรมการ" in words(paper.html)
        assert "ในวันพุธที่ ๑๒ กุมภาพันธ์ ๒๕๖๘ เวลา ๑๐.๐๐ น." in words(paper.html).replace("\xa0", " ")


def test_the_letter_and_the_memorandum_are_corrected_each_by_itself(seats):
    committee = seats[0].committee
    SeatFactory(committee=committee, role=SeatRole.SECRETARY, user=UserFactory(staff=True))
    papers = notices(meeting_of(committee.plan, seats))

    for old in reversed(papers):
        new = afterwards.correct(old, reason="สถานที่ผิด", by=UserFactory(director=True))
        assert (new.corrects, new.title) == (old, old.title)
        assert ("บันทึกข้อความ" in new.html) == ("บันทึกข้อความ" in old.html)
    assert Paper.objects.filter(kind=Kind.MEETING_NOTICE).count() == 4


def test_without_a_member_inside_there_is_the_letter_alone(seats):
    _letter, memo = notices(meeting_of(seats[0].committee.plan, seats))

    assert memo is None
    assert not Seat.objects.filter(role=SeatRole.SECRETARY).exists()


def test_the_agenda_follows_the_signature_with_every_point_in_its_order(seats):
    plan = seats[0].committee.plan
    meeting = services.call_meeting(
        plan.committee, starts_at=clock.now() + timedelta(days=8), place_th="ห้องประชุม 1"
    )
    services.add_item(meeting, proposal=ready_proposal(plan, seats[:1]), number="4.1")
    services.add_item(meeting, title_th="นัดประชุมครั้งต่อไป", number="5.1")
    services.send_notice(meeting)

    said = words(notices(meeting)[0].html)

    parts = [
        "จึงเรียนมาเพื่อโปรดเข้าร่วมประชุม",
        "ขอแสดงความนับถือ",
        "เลขานุการคณะกรรมการ",
        "ระเบียบวาระการประชุม",
        "ระเบียบวาระที่ ๑ เรื่องที่ประธานแจ้งให้ที่ประชุมทราบ",
        "ระเบียบวาระที่ ๓ เรื่องสืบเนื่อง",
        "ระเบียบวาระที่ ๔ เรื่องเสนอเพื่อพิจารณา",
        "๔.๑",
        "ระเบียบวาระที่ ๕ เรื่องอื่น ๆ",
        "นัดประชุมครั้งต่อไป",
    ]
    places = [said.rindex(part) for part in parts]
    assert places == sorted(places)
    assert said.count("พิจารณารายเรื่อง") == 1
