"""What a team does in the lab: deliverables, people, tests, plan."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from cohorts import services
from cohorts.models import ParticipationActivity
from cohorts.states import TierKey
from proposals.grounds import MoveRefused, ReasonNeeded
from proposals.states import State
from pyp_portal.outbox.models import Message
from tests.factories.accounts import UserFactory
from tests.factories.cohorts import (
    ActivityFactory,
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


@pytest.fixture
def team(staff):
    return full_team(State.IN_LAB)


# --- Deliverables --------------------------------------------------------------
def test_a_returned_deliverable_comes_back_as_the_next_version(team, staff):
    deliverable = team.deliverables.get(code="L1")
    writer = person_in(team, TierKey.PUBLIC_INNOVATOR)
    services.submit_deliverable(deliverable, by=writer, summary="ฉบับแรก")
    with pytest.raises(ReasonNeeded):
        services.return_deliverable(deliverable, by=staff, comment="แก้")

    services.return_deliverable(deliverable, by=staff, comment="โปรดเพิ่มผู้ให้ข้อมูลอีก 3 คน")
    deliverable = services.submit_deliverable(deliverable, by=writer, summary="ฉบับสอง")

    assert (deliverable.version, deliverable.returned_at, deliverable.is_waiting) == (2, None, True)
    services.approve_deliverable(deliverable, by=staff)
    with pytest.raises(MoveRefused):
        services.submit_deliverable(deliverable, by=writer)
    with pytest.raises(MoveRefused):
        services.approve_deliverable(deliverable, by=staff)


def test_handing_in_tells_the_coordinator(team):
    services.submit_deliverable(
        team.deliverables.get(code="L1"), by=person_in(team, TierKey.AREA_OPERATOR)
    )

    assert [m.address for m in Message.objects.all()] == [
        person_in(team, TierKey.COORDINATOR).email
    ]


# --- Activities, tests, plan -------------------------------------------------
FACTS = {
    "kind": "TEST", "level": "INVOLVE", "channel": "ONSITE", "held_on": date(2025, 3, 4),
    "place_th": "รัตภูมิ", "people_total": 10, "female": 5, "male": 5,
    "main_points_th": "ใช้ได้", "what_changed_th": "เพิ่มช่องโทรกลับ",
}  # fmt: skip


def test_an_activity_must_say_what_changed(team, staff):
    with pytest.raises(ValidationError):
        services.record_activity(team, by=staff, **FACTS | {"what_changed_th": ""})


def test_parts_of_the_people_fit_into_the_whole(team, staff):
    with pytest.raises(ValidationError):
        services.record_activity(team, by=staff, **FACTS | {"female": 6})
    for parts in ({"age_bands": {"0-17": 6, "60+": 5}}, {"vulnerable": 11}):
        with pytest.raises(ValidationError):
            services.record_activity(team, by=staff, **FACTS | parts)
    with pytest.raises(IntegrityError), transaction.atomic():
        ActivityFactory(team=team, people_total=1)

    assert services.record_activity(team, by=staff, **FACTS).people_total == 10
    assert ParticipationActivity.objects.count() == 1


def test_a_changed_plan_asks_for_a_new_approval(team, staff):
    plan = services.approve_plan(services.write_plan(team, by=staff, **PLAN), by=staff)
    with pytest.raises(MoveRefused):
        services.approve_plan(plan, by=staff)

    plan = services.write_plan(team, by=staff, **PLAN)

    assert plan.approved_at is None
