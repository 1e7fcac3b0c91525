"""Papers of room 3 corrected: made anew from the record, by those to whom it is open."""

import pytest

from cohorts import certificates, documents, remaking, services
from cohorts.models import Certificate
from cohorts.training import Award
from pyp_portal import clock
from pyp_portal.outbox.models import Message
from pyp_portal.papers import afterwards
from pyp_portal.papers.models import Office
from tests.factories.accounts import UserFactory
from tests.factories.cohorts import RoundFactory, full_team
from tests.factories.proposals import AccessFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff():
    return UserFactory(staff=True)


def test_a_roster_is_corrected_from_the_seats_as_they_are_now(staff):
    team = full_team()
    old = documents.roster(team.cohort, by=staff)
    seat = team.participants.first()
    seat.position_th = "ตำแหน่งที่ถูกต้อง"
    seat.save()
    new = afterwards.correct(old, reason="ตำแหน่งผิด", by=staff)
    assert "ตำแหน่งที่ถูกต้อง" in new.html and "ตำแหน่งที่ถูกต้อง" not in old.html
    assert documents.roster(team.cohort, by=staff) == new
    AccessFactory(proposal=team.proposal, user=staff, kind="closed")
    assert remaking.maker_of(new, staff) is None


def test_the_report_of_a_team_is_for_those_to_whom_it_is_open(staff):
    round_ = RoundFactory()
    report = services.file_report(round_, by=staff, overall="GREEN")
    paper = documents.follow_up_report(report, by=staff)
    assert afterwards.correct(paper, reason="x", by=staff).version == 2
    other = UserFactory(staff=True)
    AccessFactory(proposal=round_.team.proposal, user=other, kind="closed")
    new = documents.follow_up_report(report, by=staff)
    assert (remaking.maker_of(new, staff) is None, remaking.maker_of(new, other)) == (False, None)


def test_a_certificate_bears_the_number_of_its_correction_until_it_is_withdrawn(staff):
    seat = full_team().participants.first()
    made = Certificate.objects.create(
        cohort=seat.team.cohort, seat=seat, award=Award.COMPLETION, name_th="ใบเตย ใจดี",
        issued_at=clock.now(), issued_by=staff, number="-",
    )  # fmt: skip
    Office.objects.create(version=1, head_name="นางลงนาม ตัวอย่าง")
    old = certificates.paper(made, seat, by=staff)
    for said in (
        "ที่\u00a0ป.ย.ป.\u00a0๗๐-๐๐๐๑",
        "(นางลงนาม ตัวอย่าง)",
        made.get_absolute_url(),
        "svg+xml",
    ):
        assert said in old.html
    new = afterwards.correct(old, reason="ชื่อสะกดผิด", by=staff)
    told = Message.objects.filter(template="papers/emails/corrected.txt")
    assert list(told.values_list("recipient", flat=True)) == [seat.person_id]
    made.refresh_from_db()
    assert (made.number, certificates.paper_of(made)) == (new.number, new)
    services.withdraw_certificate(made, by=staff, reason="ออกให้โดยผิดพลาดทั้งฉบับ")
    assert remaking.maker_of(new, staff) is None


def test_a_paper_of_another_kind_is_not_made(staff):
    paper = documents.roster(full_team().cohort, by=staff)
    paper.key = "unknown:1"
    assert remaking.maker_of(paper, staff) is None
