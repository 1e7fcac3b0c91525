"""Reports, sheets and certificates say the words of their year around what was recorded."""

import pytest

from cohorts import (
    after_wordings,
    certificates,
    documents,
    lab_wordings,
    services,
    training_papers,
    trying_reports,
)
from cohorts.models import Certificate, DevelopmentVersion, Ending
from cohorts.training import Award
from proposals.states import State
from pyp_portal import clock
from pyp_portal.papers import rewording
from pyp_portal.papers.models import Paper
from pyp_portal.papers.rehearsing import rehearsed
from tests.factories.accounts import UserFactory
from tests.factories.adopting import PlanFactory
from tests.factories.cohorts import ItemFactory, RoundFactory, full_team
from tests.factories.workshops import WorkshopFactory

pytestmark = pytest.mark.django_db
ENTRIES = {entry.document.key: entry for entry in trying_reports.ENTRIES}
TRIED = {key: entry.document.parts[0].key for key, entry in ENTRIES.items()}


def reword(document, cohort, **parts):
    year = cohort.call.fiscal_year
    rewording.write(document, year, document.worded(parts), seen=0, by=None)


def given(seat, award, **facts):
    return Certificate.objects.create(
        cohort=seat.team.cohort, seat=seat, award=award, name_th=seat.person.name_th,
        issued_at=clock.now(), issued_by=UserFactory(), **facts,
    )  # fmt: skip


@pytest.fixture
def staff():
    return UserFactory(staff=True)


@pytest.fixture
def team(at):
    at("2026-03-01 09:00")
    return full_team(State.FOLLOW_UP)


@pytest.fixture
def told(team, staff):
    """A team of which there is something to print in every paper of this room."""
    WorkshopFactory(cohort=team.cohort, number=1)
    PlanFactory(team=team, approved_at=clock.now())
    written = {"written_by": staff, "written_at": clock.now()}
    DevelopmentVersion.objects.create(team=team, number=1, note_th="ฉบับแรก", **written)
    Ending.objects.create(team=team, summary_th="เสร็จ", **written)
    ItemFactory(team=team, session__cohort=team.cohort)
    services.file_report(RoundFactory(team=team), by=staff, overall="GREEN")
    given(team.participants.first(), Award.COMPLETION, minutes=3600, number="ก-1")
    report = services.minister_report(team.cohort, by=staff)
    report.signed_at, report.signed_by = clock.now(), UserFactory(director=True)
    report.save()
    return team


def test_each_paper_is_tried_as_a_draft_of_its_record(told):
    admin, before = UserFactory(admin=True), Paper.objects.official().count()
    names = set(told.participants.values_list("person__family_th", flat=True))
    for key, entry in ENTRIES.items():
        ((code, words),) = entry.records()
        assert not [name for name in names if name in words]
        with rehearsed(admin, key, {TRIED[key]: "คำที่ลอง 1"}):
            paper = entry.build(code, admin)
        assert (paper.is_draft, paper.issued_by, paper.wording) == (True, admin, None), key
        assert "คำที่ลอง ๑" in paper.html, key
    assert Paper.objects.official().count() == before


def test_the_same_facts_in_other_words_are_another_paper_and_the_same_words_are_not(told, staff):
    first = documents.roster(told.cohort, by=staff)
    reword(lab_wordings.ROSTER, told.cohort, intro="คำนำของรุ่น {ปีงบประมาณ}")
    second = documents.roster(told.cohort, by=staff)
    assert documents.roster(told.cohort, by=staff) == second != first
    assert ("<p>คำนำของรุ่น ๒๕๖๘</p>" in second.html, first.wording) == (True, None)
    reword(lab_wordings.SIGN_IN, told.cohort, course="ครั้งที่ {ครั้งที่} ของปี", signer="ผู้รับ")
    sheet = training_papers.sign_in(told.cohort.workshops.get(), by=staff).html
    assert '<p class="lead">ครั้งที่ ๑ ของปี</p>' in sheet
    assert "<p>ผู้รับ</p>" in sheet


def test_a_certificate_says_the_words_of_its_award(team, staff):
    reword(after_wordings.CERTIFICATE, team.cohort, completion="จบ {ระดับ} ครบ {ชั่วโมง} ชั่วโมง")
    done, helped = team.participants.select_related("tier", "person", "team")[:2]
    html = {
        seat: certificates.paper(given(seat, award, minutes=3630), seat, by=staff).html
        for seat, award in [(done, Award.COMPLETION), (helped, Award.APPRECIATION)]
    }
    assert "<p>จบ ป.ย.ป. ๑ ครบ ๖๐.๕ ชั่วโมง</p>" in html[done]
    assert f"<p>ได้ทำหน้าที่{helped.tier.role_th} ระดับ ป.ย.ป. ๒ ในประเด็น</p>" in html[helped]
    assert "ให้ไว้ ณ วันที่" in html[helped]
