"""The pages, as the people of each role use them."""

from datetime import date

import pytest
from django.urls import reverse

from cohorts.models import Participant, ScaleOutPlan, Team
from cohorts.states import GateState, Phase, SeatState, TierKey
from proposals.states import State
from pyp_portal.accounts.models import User
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.cohorts import (
    BaselineFactory,
    SeatFactory,
    TeamFactory,
    VersionFactory,
    cohort_of,
    full_team,
    person_in,
)
from tests.factories.proposals import ProposalFactory, StoredFileFactory

pytestmark = pytest.mark.django_db
REASON = {"reason": "ตกลงกับหน่วยงานแล้วตามหนังสือ"}


@pytest.fixture(autouse=True)
def _in_april(at):
    at("2025-04-10 09:00")


@pytest.fixture
def staff():
    return UserFactory(staff=True)


def day(name, value):
    """A date as the form sends it: day, month, year of the Buddhist era."""
    return {f"{name}_0": value.day, f"{name}_1": value.month, f"{name}_2": value.year + 543}


def to(name, *args):
    return reverse(f"cohorts:{name}", args=args)


# --- Seats, through the browser ------------------------------------------------
NOMINEE = {
    "email": "new.person@example.org", "title_th": "นาย", "given_th": "พื้นที่",
    "family_th": "ลงมือทำ", "position_th": "นักวิชาการเกษตรชำนาญการ", "level_code": "K2",
    "is_officer": "on", "is_civil_servant": "on", "works_on_issue": "on",
    "letter_no": "ที่ ตย 302/2568",
    **day("letter_date", date(2025, 3, 3)),
}  # fmt: skip


def test_from_the_selection_to_a_confirmed_participant(staff, client_of):
    proposal = ProposalFactory(state=State.SELECTED)
    cohort_of(proposal.call)
    head = MembershipFactory(agency=proposal.lead_agency, can_endorse=True).user
    client_of(staff).post(to("form_team", proposal.code))
    team = Team.objects.get(proposal=proposal)
    tier = team.cohort.tiers.get(key=TierKey.AREA_OPERATOR)

    asked = {"tier": tier.pk, "agency": proposal.lead_agency_id}
    client_of(staff).post(to("seat_new", proposal.code), asked)
    seat = Participant.objects.get()
    client_of(head).post(to("nominate", seat.uid), NOMINEE)
    person = User.objects.get(email="new.person@example.org")
    page = client_of(person).get(to("seat", seat.uid))
    client_of(person).post(to("answer", seat.uid), {"answer": "yes", "privacy_seen": "1"})
    client_of(staff).post(to("confirm", seat.uid))

    seat.refresh_from_db()
    assert (page.status_code, seat.state, seat.rule_code) == (
        200, SeatState.CONFIRMED, "T3_AREA_OFFICER",
    )  # fmt: skip
    assert (person.name_th, person.has_usable_password()) == ("นายพื้นที่ ลงมือทำ", False)


def test_s26_a_name_that_does_not_fit_the_account_is_refused(client_of):
    known = UserFactory(family_th="คนละสกุล")
    team = TeamFactory()
    head = MembershipFactory(agency=team.proposal.lead_agency, can_endorse=True).user
    seat = SeatFactory(team=team, requested=True)

    page = client_of(head).post(to("nominate", seat.uid), NOMINEE | {"email": known.email})

    assert page.status_code == 200
    assert known.family_th not in page.content.decode()
    assert Participant.objects.get().person is None


def test_a_refused_form_keeps_what_was_typed(staff, client_of):
    team = TeamFactory()
    typed = {"agency": "ไม่มีหน่วยงานนี้", "reason": "เป็นกระทรวงต้นสังกัดของภาคี"}

    page = client_of(staff).post(to("link", team.proposal.code), typed)

    assert page.context["form"].errors.keys() == {"agency"}
    assert typed["reason"] in page.content.decode()


def test_answering_without_the_notice_changes_nothing(client_of):
    seat = SeatFactory(nominated=True, privacy_seen_at=None)

    page = client_of(seat.person).post(
        to("answer", seat.uid), {"answer": "yes", "reason": "ข้อความ"}
    )

    seat.refresh_from_db()
    assert seat.state == SeatState.NOMINATED
    assert page.context["form"].errors.keys() == {"privacy_seen"}
    assert "ข้อความ" in page.content.decode()


def test_an_answer_that_says_neither_yes_nor_no_changes_nothing(client_of):
    seat = SeatFactory(nominated=True, privacy_seen_at=None)

    page = client_of(seat.person).post(
        to("answer", seat.uid), {"privacy_seen": "1", "answer": "maybe"}
    )

    seat.refresh_from_db()
    assert (seat.state, page.context["form"].errors.keys()) == (SeatState.NOMINATED, {"answer"})


# --- The lab -------------------------------------------------------------------
@pytest.fixture
def team():
    return full_team(State.IN_LAB)


def test_a_gate_is_asked_for_and_opened_on_the_same_small_page(team, staff, client_of):
    coordinator = person_in(team, TierKey.COORDINATOR)
    place = (team.proposal.code, Phase.DEFINE)
    client_of(coordinator).post(to("start_phase", *place))
    page = client_of(coordinator).get(to("gate", *place))
    assert [one.holds for one in page.context["conditions"]] == [False, False]

    BaselineFactory(team=team)
    team.deliverables.filter(code="L2").update(approved_at=team.formed_at)
    client_of(coordinator).post(to("request_gate", *place))
    client_of(staff).post(to("pass_gate", *place))

    assert team.phase(Phase.DEFINE).state == GateState.PASSED


def test_people_who_took_part_are_counted(team, client_of):
    typed = {
        "kind": "OPINION", "level": "CONSULT", "channel": "ONSITE", "place_th": "รัตภูมิ",
        "people_total": 336, "female": 189, "male": 147, "age_18": 60, "age_60": 76,
        "vulnerable": 41, "main_points_th": "ขอคนติดต่อคนเดียว", "what_changed_th": "ตั้งผู้รับเรื่อง",
        **day("held_on", date(2025, 4, 4)),
    }  # fmt: skip
    url = to("activity", team.proposal.code)
    writer = client_of(person_in(team, TierKey.AREA_OPERATOR))

    too_many = writer.post(url, typed | {"female": 200})
    too_old = writer.post(url, typed | {"age_45": 201})
    too_weak = writer.post(url, typed | {"vulnerable": 337})
    tomorrow = writer.post(url, typed | day("held_on", date(2025, 4, 11)))
    writer.post(url, typed)

    assert too_many.context["form"].errors.keys() == {"people_total"}
    assert too_old.context["form"].errors.keys() == {"people_total"}
    assert too_weak.context["form"].errors.keys() == {"vulnerable"}
    assert tomorrow.context["form"].errors.keys() == {"held_on"}
    activity = team.activities.get()
    assert activity.age_bands == {"18-29": 60, "60+": 76}


def test_the_first_version_names_the_prototype(team, client_of):
    typed = {
        "name_th": "ทีมร่วม", "kinds": ["SERVICE"], "description_th": "แบบคำขอหน้าเดียว",
        "what_changed_th": "ฉบับแรก", "fidelity": "LOW", "decision": "KEEP",
        **day("made_on", date(2025, 4, 1)),
    }  # fmt: skip
    writer = client_of(person_in(team, TierKey.PUBLIC_INNOVATOR))
    url = to("version", team.proposal.code)

    nameless = writer.post(url, typed | {"name_th": ""})
    writer.post(url, typed)
    writer.post(url, typed | {"prototype": team.prototypes.get().pk, "name_th": ""})

    assert nameless.context["form"].errors.keys() == {"name_th"}
    assert [v.number for v in team.prototypes.get().versions.all()] == [1, 2]


def test_advice_and_plan_are_written_and_the_plan_is_approved(team, client_of):
    advisor, coordinator = (person_in(team, k) for k in (TierKey.ADVISOR, TierKey.COORDINATOR))
    advice = {"advisor": advisor.pk, "advice_th": "เริ่มจากเล็ก", **day("held_on", date(2025, 4, 3))}
    plan = {
        "core_th": "ทีมร่วม", "adaptable_th": "ตารางเวร", "conditions_th": "มีผู้รับเรื่อง",
        "cost_per_site": "40000", "phases-TOTAL_FORMS": "0", "phases-INITIAL_FORMS": "0",
    }  # fmt: skip

    client_of(advisor).post(to("mentoring", team.proposal.code), advice)
    client_of(coordinator).post(to("plan", team.proposal.code), plan)
    seen = {"seen": ScaleOutPlan.objects.get(team=team).written_at.isoformat()}
    client_of(coordinator).post(to("approve_plan", team.proposal.code), seen)

    team.refresh_from_db()
    assert team.mentoring.get().advisor == advisor
    assert team.scale_plan.approved_by == coordinator


def test_nothing_at_all_is_no_deliverable(team, client_of):
    writer = client_of(person_in(team, TierKey.AREA_OPERATOR))

    page = writer.post(to("deliverable", team.proposal.code, "L1"), {"summary": " "})

    assert page.context["form"].errors.keys() == {"__all__"}
    assert team.deliverables.get(code="L1").submitted_at is None


@pytest.mark.parametrize(
    "name", ["activity", "pilot_new", "version", "mentoring", "write_development"]
)
def test_whoever_comes_after_the_lab_types_nothing_in_vain(client_of, staff, name):
    team = full_team(State.FOLLOW_UP)

    page = client_of(staff).get(to(name, team.proposal.code), follow=True)

    assert page.redirect_chain[-1][0] == to("work", team.proposal.code)
    assert len(page.context["messages"]) == 1


def test_a_version_brings_its_file_and_that_of_another_team_is_not_there(team, staff, client_of):
    version = VersionFactory(prototype__team=team, file=StoredFileFactory())
    other = VersionFactory(file=StoredFileFactory())
    client = client_of(staff)
    url = to("version_file", team.proposal.code, version.file_id)

    assert url in client.get(to("work", team.proposal.code)).content.decode()
    assert b"".join(client.get(url))[:5] == b"%PDF-"
    assert client.get(to("version_file", team.proposal.code, other.file_id)).status_code == 404


def test_a_deliverable_is_handed_in_returned_and_approved(team, client_of):
    writer = client_of(person_in(team, TierKey.PUBLIC_INNOVATOR))
    coordinator = client_of(person_in(team, TierKey.COORDINATOR))
    place = (team.proposal.code, "L1")

    writer.post(to("deliverable", *place), {"summary": "ฉบับแรก"})
    coordinator.post(to("return_deliverable", *place), REASON)
    writer.post(to("deliverable", *place), {"summary": "ฉบับสอง"})
    coordinator.post(to("approve_deliverable", *place))

    deliverable = team.deliverables.get(code="L1")
    assert (deliverable.version, deliverable.approved_at is not None) == (2, True)


def test_outside_of_its_window_the_lab_asks_for_a_reason(staff, client_of, at):
    team = full_team()
    at("2025-02-28 09:00")
    url = to("enter_lab", team.proposal.code)

    page = client_of(staff).post(url)
    client_of(staff).post(url, REASON)

    assert page.context["form"].errors.keys() == {"reason"}
    team.proposal.refresh_from_db()
    assert team.proposal.state == State.IN_LAB
