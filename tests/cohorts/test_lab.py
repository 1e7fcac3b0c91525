"""Into the lab, through its gates, and out of it: T23, T24, T25."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from cohorts import services
from cohorts.models import TeamPhase
from cohorts.services.entering import lay_out
from cohorts.states import GateState, Phase, TierKey
from proposals.grounds import MoveRefused, ReasonNeeded
from proposals.models import Access
from proposals.services.moving import OutOfTurn
from proposals.services.screening import take_case
from proposals.states import State
from pyp_portal.outbox.models import Message
from tests.factories.accounts import UserFactory
from tests.factories.cohorts import (
    ActivityFactory,
    BaselineFactory,
    OptionFactory,
    PartnerFactory,
    PilotTestFactory,
    SeatFactory,
    TeamFactory,
    VisitFactory,
    full_team,
    person_in,
)

pytestmark = pytest.mark.django_db
REASON = "ตกลงกับหน่วยงานแล้วตามหนังสือ"
PLAN = {"core_th": "ทีมร่วมหนึ่งทีม", "adaptable_th": "ตารางเวร", "conditions_th": "มีผู้รับเรื่อง"}


@pytest.fixture
def staff():
    return UserFactory(staff=True)


@pytest.fixture(autouse=True)
def _in_march(at):
    at("2025-03-05 09:00")


def enter(team, staff):
    return services.enter_lab(team, by=staff)


# --- T23 -----------------------------------------------------------------------
def test_entering_the_lab_lays_out_seven_phases_and_deliverables(staff):
    team = enter(full_team(), staff)

    assert team.proposal.state == State.IN_LAB
    assert [p.phase for p in team.phases.all()] == list(Phase)
    assert [d.code for d in team.deliverables.all()] == ["L0", "L1", "L2", "L3", "L4", "L5", "L6"]
    first, last = team.phases.first(), team.phases.last()
    assert (first.planned_start, first.planned_end) == (date(2025, 3, 1), date(2025, 3, 7))
    assert last.planned_end == date(2025, 8, 29)


def test_entering_the_lab_opens_the_proposal_to_participants_and_partners(staff):
    team = full_team()
    partner = PartnerFactory(team=team).person
    SeatFactory(team=team, nominated=True)

    enter(team, staff)

    confirmed = {seat.person for seat in team.participants.confirmed()}
    rows = Access.objects.filter(proposal=team.proposal, kind="team")
    assert {row.user for row in rows} == confirmed | {partner}
    assert Message.objects.filter(template="cohorts/emails/lab_entered.txt").count() == 5


@pytest.mark.parametrize("key", TierKey)
def test_a_tier_without_a_confirmed_person_keeps_the_team_out(staff, key):
    team = full_team()
    team.participants.filter(tier__key=key).update(confirmed_at=None)

    with pytest.raises(MoveRefused) as refused:
        enter(team, staff)

    assert str(key.label) in refused.value.sentence


def test_a_gap_may_be_waived_with_a_reason(staff):
    team = TeamFactory(committed=True)
    with pytest.raises(ReasonNeeded):
        services.waive_gap(team, by=staff, reason="เพราะ")

    services.waive_gap(team, by=staff, reason=REASON)

    assert enter(team, staff).proposal.state == State.IN_LAB


def test_without_a_letter_of_commitment_the_team_stays_out(staff):
    team = full_team()
    team.commitment_no = ""
    team.save()
    with pytest.raises(MoveRefused):
        enter(team, staff)

    services.set_commitment(team, by=staff, letter_no="ที่ ตย 1/2568", letter_date=date(2025, 3, 3))

    assert enter(team, staff).proposal.state == State.IN_LAB


def test_outside_of_the_window_a_reason_is_needed(staff, at):
    team = full_team()
    at("2025-02-28 09:00")
    with pytest.raises(MoveRefused):
        enter(team, staff)

    services.enter_lab(team, by=staff, override=REASON)

    team.proposal.refresh_from_db()
    assert team.proposal.state == State.IN_LAB


def test_a_second_entry_is_told_what_happened_before(staff):
    team = enter(full_team(), staff)

    with pytest.raises(OutOfTurn):
        enter(team, staff)

    assert team.phases.count() == 7


def test_the_database_refuses_a_second_set_of_phases(staff):
    team = enter(full_team(), staff)

    with pytest.raises(IntegrityError), transaction.atomic():
        lay_out(team)


# --- Gates ------------------------------------------------------------------
@pytest.fixture
def team(staff):
    return full_team(State.IN_LAB)


def approved(team, code):
    """Hand in and approve one deliverable."""
    deliverable = team.deliverables.get(code=code)
    by = person_in(team, TierKey.COORDINATOR)
    services.submit_deliverable(deliverable, by=by)
    return services.approve_deliverable(deliverable, by=by)


def add_what_the_gate_needs(team, phase):
    approved(team, Phase(phase).code)
    by = person_in(team, TierKey.PUBLIC_INNOVATOR)
    if kind := {"EMPATHIZE": "OPINION", "IDEATE": "CO_DESIGN", "TEST": "TEST"}.get(phase):
        ActivityFactory(team=team, kind=kind)
    if phase == Phase.EMPATHIZE:
        VisitFactory(team=team)
    if phase == Phase.DEFINE:
        BaselineFactory(team=team)
    if phase == Phase.IDEATE:
        options = [OptionFactory(team=team) for _ in range(3)]
        services.choose_option(options[0], by=by, reason=REASON)
    if phase == Phase.PROTOTYPE:
        prototype = services.add_prototype(team, by=by, name_th="ต้นแบบ", kinds=["SERVICE"])
        services.add_version(
            prototype, by=by, made_on=date(2025, 6, 30), description_th="ฉบับแรก",
            what_changed_th="เริ่มต้น", fidelity="LOW", decision="KEEP",
        )  # fmt: skip
        advisor = person_in(team, TierKey.ADVISOR)
        services.record_mentoring(
            team, by=advisor, advisor=advisor, held_on=date(2025, 5, 1), advice_th="เริ่มจากเล็ก"
        )
        planned = PilotTestFactory(team=team, decision="")
        planned.metrics.create(indicator_th="เวลารอ", unit_th="วัน", baseline=46, target=15)
    if phase == Phase.TEST:
        PilotTestFactory(team=team)
    if phase == Phase.SYNTHESIZE:
        plan = services.write_plan(team, by=by, **PLAN)
        services.approve_plan(plan, by=person_in(team, TierKey.COORDINATOR))


@pytest.mark.parametrize("key", Phase)
def test_a_gate_opens_when_all_it_needs_is_there(team, staff, key):
    phase = services.start_phase(team.phase(key), by=staff)
    with pytest.raises(MoveRefused):
        services.request_gate(phase, by=person_in(team, TierKey.COORDINATOR))

    add_what_the_gate_needs(team, key)
    services.request_gate(phase, by=person_in(team, TierKey.COORDINATOR))
    phase = services.pass_gate(phase, by=staff)

    assert (phase.state, phase.decided_by) == (GateState.PASSED, staff)


def test_asking_for_a_gate_tells_the_case_owner_and_deciding_tells_the_team(team, staff):
    owner = UserFactory(staff=True)
    take_case(team.proposal, owner, owner)
    team.refresh_from_db()
    phase = services.start_phase(team.phase(Phase.DEFINE), by=staff)
    add_what_the_gate_needs(team, Phase.DEFINE)
    Message.objects.all().delete()

    services.request_gate(phase, by=person_in(team, TierKey.COORDINATOR))
    asked = {m.address for m in Message.objects.all()}
    services.pass_gate(phase, by=staff)

    assert asked == {owner.email}
    assert Message.objects.filter(template="cohorts/emails/gate_decided.txt").count() == 4


def test_a_gate_is_waived_only_with_a_reason(team, staff):
    phase = team.phase(Phase.TEST)
    with pytest.raises(ReasonNeeded):
        services.waive_gate(phase, by=staff, reason="ไม่")

    phase = services.waive_gate(phase, by=staff, reason=REASON)

    assert (phase.state, phase.note_th, phase.is_through) == (GateState.WAIVED, REASON, True)


def test_a_phase_sent_back_is_counted_and_may_ask_again(team, staff):
    phase = services.start_phase(team.phase(Phase.DEFINE), by=staff)
    add_what_the_gate_needs(team, Phase.DEFINE)
    services.request_gate(phase, by=staff)

    phase = services.send_back(phase, by=staff, reason="ขอให้ระบุค่าฐานให้ชัดเจน")
    assert (phase.state, phase.sent_back_count) == (GateState.SENT_BACK, 1)
    services.request_gate(phase, by=staff)

    assert services.pass_gate(phase, by=staff).state == GateState.PASSED


def test_a_phase_sent_back_takes_another_version_of_what_was_approved(team, staff, client_of):
    """Nothing could be handed in better before: the approval of the first version stood."""
    phase = services.start_phase(team.phase(Phase.DEFINE), by=staff)
    add_what_the_gate_needs(team, Phase.DEFINE)
    paper = team.deliverables.get(code="L2")
    services.request_gate(phase, by=staff)
    with pytest.raises(MoveRefused):
        services.submit_deliverable(paper, by=staff, summary="ฉบับใหม่")

    services.send_back(phase, by=staff, reason=REASON)
    url = reverse("cohorts:deliverable", args=[team.proposal.code, "L2"])
    assert client_of(staff).get(url).context["may_submit"]
    paper = services.submit_deliverable(paper, by=staff, summary="ฉบับใหม่")

    assert (paper.approved_at, paper.is_waiting) == (None, True)
    with pytest.raises(MoveRefused, match="L2"):
        services.request_gate(phase, by=staff)
    services.approve_deliverable(paper, by=staff)
    assert services.request_gate(phase, by=staff).state == GateState.GATE_REQUESTED


@pytest.mark.parametrize("verb", ["start_phase", "request_gate", "pass_gate", "waive_gate"])
def test_an_act_on_a_passed_gate_changes_nothing(team, staff, verb):
    TeamPhase.objects.filter(team=team, phase=Phase.DEFINE).update(state=GateState.PASSED)
    extra = {"reason": REASON} if verb == "waive_gate" else {}

    with pytest.raises(MoveRefused) as refused:
        getattr(services, verb)(team.phase(Phase.DEFINE), by=staff, **extra)

    assert str(GateState.PASSED.label) in refused.value.sentence


def test_no_gate_moves_outside_of_the_lab(staff):
    team = full_team(State.LAB_COMPLETED)

    with pytest.raises(MoveRefused):
        services.send_back(team.phase(Phase.TEST), by=staff, reason=REASON)
