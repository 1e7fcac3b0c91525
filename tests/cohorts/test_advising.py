"""Advice and what became of it; notes from the field; the diary that tells it all."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cohorts import diary, services
from cohorts.models import FollowUpReport
from cohorts.services.access import let_everybody_in
from cohorts.states import Phase, TierKey
from proposals.grounds import MoveRefused, ReasonNeeded
from proposals.states import State
from pyp_portal import clock
from pyp_portal.outbox.models import Message
from tests.factories.accounts import UserFactory
from tests.factories.cohorts import (
    ActivityFactory,
    ItemFactory,
    PartnerFactory,
    RoundFactory,
    TeamFactory,
    VersionFactory,
    full_team,
    person_in,
)
from tests.factories.proposals import StoredFileFactory, pdf

pytestmark = pytest.mark.django_db
DONE = "ทดสอบกับผู้สูงอายุ 12 คนแล้ว และปรับแบบคำขอ"


@pytest.fixture(autouse=True)
def _in_april(at):
    at("2025-04-10 09:00")


@pytest.fixture
def team():
    return full_team(State.IN_LAB)


@pytest.fixture
def writer(team):
    return person_in(team, TierKey.COORDINATOR)


def to(name, *args):
    return reverse(f"cohorts:{name}", args=args)


def day(name, value):
    return {f"{name}_0": value.day, f"{name}_1": value.month, f"{name}_2": value.year + 543}


def advised(team, on=date(2025, 4, 3), **facts):
    advisor = person_in(team, TierKey.ADVISOR)
    return services.record_mentoring(
        team, by=advisor, advisor=advisor, held_on=on, advice_th="ทดสอบกับผู้สูงอายุก่อน", **facts
    )


# --- Advice -------------------------------------------------------------------
def test_advice_belongs_to_the_phase_that_had_begun_last(team, at):
    at("2025-04-02 09:00")
    services.start_phase(team.phase(Phase.DEFINE), by=UserFactory(staff=True))
    team.phases.exclude(phase=Phase.DEFINE).update(planned_start=date(2025, 6, 1))
    team.phases.filter(phase=Phase.EMPATHIZE).update(planned_start=date(2025, 3, 20))
    at("2025-04-10 09:00")

    phases = [advised(team, date(2025, *on)).phase for on in [(3, 1), (3, 25), (4, 3)]]

    assert phases == [Phase.ORIENTATION, Phase.EMPATHIZE, Phase.DEFINE]
    assert advised(team, phase=Phase.TEST).phase == Phase.TEST


def test_the_advisor_is_told_once_what_was_done(team, writer):
    session = advised(team)
    with pytest.raises(ReasonNeeded):
        services.answer_advice(session, by=writer, outcome="NOT_FOLLOWED", done_th="ไม่")

    services.answer_advice(session, by=writer, outcome="FOLLOWED", done_th=DONE)
    with pytest.raises(MoveRefused):
        services.answer_advice(session, by=writer, outcome="PARTLY", done_th=DONE)

    (message,) = Message.objects.filter(template="cohorts/emails/advice_answered.txt")
    assert message.address == session.advisor.email
    assert DONE in message.body


def test_the_page_shows_in_which_phases_advice_is_missing(team, writer, client_of):
    session = advised(team, phase=Phase.DEFINE)
    client, url = client_of(writer), to("answer_advice", team.proposal.code, session.uid)
    before = client.get(to("work", team.proposal.code))

    client.post(url, {"outcome": "PARTLY", "done_th": DONE})

    after = client.get(to("work", team.proposal.code)).content.decode()
    assert dict(before.context["advised"])[Phase.DEFINE] == 1
    assert sum(n == 0 for _phase, n in before.context["advised"]) == 6
    assert (url in before.content.decode(), url in after, DONE in after) == (True, False, True)


# --- Notes and the diary --------------------------------------------------------
def test_a_partner_takes_a_note_with_a_picture(team, client_of):
    partner = PartnerFactory(team=team).person
    let_everybody_in(team)
    client, code = client_of(partner), team.proposal.code
    typed = {
        "text_th": "ฝนตก ชาวบ้านมา 12 คน",
        "place_th": "บ้านควน",
        **day("noted_on", date(2025, 4, 9)),
    }

    client.post(to("note", code), typed | {"file": SimpleUploadedFile("n.pdf", pdf())})
    tomorrow = client.post(to("note", code), typed | day("noted_on", date(2025, 4, 11)))

    note = team.field_notes.get()
    assert tomorrow.context["form"].errors.keys() == {"noted_on"}
    assert b"".join(client.get(to("note_file", code, note.file_id)))[:5] == b"%PDF-"
    assert note.text_th in client.get(to("diary", code)).content.decode()


def told(team):
    """A team of which every kind of record is there."""
    staff = UserFactory(staff=True)
    services.submit_deliverable(team.deliverables.get(code="L0"), by=staff, summary="กฎบัตร")
    ActivityFactory(team=team)
    VersionFactory(prototype__team=team, file=StoredFileFactory())
    figure = {"indicator_th": "วันรอ", "unit_th": "วัน", "baseline": 46, "target": 15}
    test = services.plan_pilot(
        team, by=staff, metrics=[figure], area_th="รัตภูมิ", started_on=date(2025, 4, 1),
        ended_on=date(2025, 5, 1), hypothesis_th="เร็วขึ้น", method_th="ก่อนหลัง", sample_size=9,
    )  # fmt: skip
    services.measure(
        test.metrics.get(), by=staff, value=17, measured_on=date(2025, 4, 5), source_th="ทะเบียน"
    )
    services.judge_pilot(test, by=staff, decision="SCALE", verdict_th=DONE)
    services.answer_advice(advised(team), by=staff, outcome="FOLLOWED", done_th=DONE)
    raised = services.raise_obstacle(
        team, by=staff, kind="REGULATION", text_th="ระเบียบไม่เปิดช่อง", wanted_th="ขอหารือ"
    )
    services.answer_obstacle(raised, by=staff, answer_th=DONE)
    services.write_development(team, by=staff, note_th="ฉบับแรก", problem_th="รอนาน")
    services.take_note(team, by=staff, noted_on=date(2025, 4, 2), text_th="ชาวบ้านรออยู่")
    find(team, staff)
    ItemFactory(team=team, outcome="APPROVED_SCALE", recorded_at=team.formed_at)
    FollowUpReport.objects.create(
        round=RoundFactory(team=team), overall="GREEN", story_th="ป้าสมใจ",
        submitted_by=staff, submitted_at=clock.now(), accepted_at=clock.now(),
    )  # fmt: skip
    return team


def find(team, staff):
    """What the first phases find."""
    noted = {"recorded_by": staff, "recorded_at": clock.now()}
    team.visits.create(
        held_on=date(2025, 4, 3), place_th="บ้านควน", informants=9, seen_th="น้ำแห้ง", **noted
    )
    team.baselines.create(
        indicator_th="วันรอ", unit_th="วัน", value=46, measured_on=date(2025, 4, 4),
        source_th="สถิติ", **noted,
    )  # fmt: skip
    team.options.create(
        name_th="คิวเดียว", impact=5, effort=2, chosen_at=clock.now(), chosen_th="เร็ว", **noted
    )


def test_the_diary_tells_every_kind_of_record_by_day(team):
    found = diary.entries(told(team))

    assert {entry.kind for entry in found} == set(diary.Kind) - {diary.Kind.STEP}
    assert [entry.day for entry in found] == sorted(entry.day for entry in found)
    titles = {entry.text: entry.title for entry in found}
    assert (titles["ทะเบียน"], titles["สถิติ"]) == ("วันรอ: 17 วัน", "ค่าก่อนเริ่ม วันรอ: 46 วัน")
    assert (titles["น้ำแห้ง"], titles["เร็ว"]) == ("ลงพื้นที่: บ้านควน", "เลือกแนวทาง: คิวเดียว")


def test_chapters_are_the_phases_as_they_began(team, at):
    staff = UserFactory(staff=True)
    services.take_note(team, by=staff, noted_on=date(2025, 4, 1), text_th="ก่อนเริ่ม")
    at("2025-04-11 09:00")
    services.start_phase(team.phase(Phase.EMPATHIZE), by=staff)
    services.take_note(team, by=staff, noted_on=date(2025, 4, 11), text_th="เริ่มแล้ว")
    type(team).objects.filter(pk=team.pk).update(completed_lab_at=team.formed_at)
    ended = type(team).objects.get(pk=team.pk)

    def headings(team):
        return [chapter.heading for chapter in diary.chapters(team, diary.entries(team))]

    assert headings(team) == ["ก่อนเข้าแล็บ", "L1 เข้าใจประชาชน"]
    assert headings(ended)[-1] == "หลังจบแล็บ"


def test_the_diary_is_read_in_part_and_an_unknown_part_is_the_whole(team, writer, client_of):
    services.take_note(team, by=writer, noted_on=date(2025, 4, 2), text_th="ชาวบ้านรออยู่")
    ActivityFactory(team=team)
    client, url = client_of(writer), to("diary", team.proposal.code)

    counts = [client.get(f"{url}?kind={kind}").context["count"] for kind in ("note", "people", "x")]

    assert counts == [1, 1, 2]


def test_an_empty_diary_says_what_will_stand_there(client_of):
    team = TeamFactory()

    page = client_of(UserFactory(staff=True)).get(to("diary", team.proposal.code))

    assert page.context["chapters"] == []
