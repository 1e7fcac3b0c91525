"""Plans, kits and requests of other areas."""

from uuid import uuid4

import factory
from factory.django import DjangoModelFactory

from cohorts.models import AdoptionRequest, ScaleOutPlan
from cohorts.services import kits
from cohorts.spread_states import RequestState
from proposals.states import State
from pyp_portal import clock, thai
from tests.factories.accounts import UserFactory
from tests.factories.cohorts import TeamFactory
from tests.factories.proposals import StoredFileFactory


class PlanFactory(DjangoModelFactory):
    """An approved plan with a handbook; ``approved_at=None`` waits for the coordinator."""

    class Meta:
        model = ScaleOutPlan

    team = factory.SubFactory(TeamFactory, proposal__state=State.FOLLOW_UP)
    core_th = "คืนขวดได้เงินคืนทันที"
    adaptable_th = "จำนวนจุดคืน"
    conditions_th = "ร้านค้าร่วมอย่างน้อย 30 ร้าน"
    handbook = factory.SubFactory(StoredFileFactory)
    written_by = factory.SubFactory(UserFactory)
    written_at = factory.LazyFunction(clock.now)
    approved_by = factory.SelfAttribute("written_by")
    approved_at = factory.LazyFunction(clock.now)


class RequestFactory(DjangoModelFactory):
    """A confirmed request of a stranger, due in 15 working days."""

    class Meta:
        model = AdoptionRequest

    team = factory.SubFactory(TeamFactory, proposal__state=State.FOLLOW_UP)
    token = factory.LazyFunction(uuid4)
    agency_th = "เทศบาลตำบลบนเกาะ (สมมติ)"
    province_id = 84
    name_th = "นักวิชาการสุขาภิบาล (สมมติ)"
    email = factory.Sequence(lambda n: f"island{n}@example.org")
    phone = "077-000-000"
    message_th = "อยากทดลองมัดจำเฉพาะตลาดคืนวันเสาร์ก่อน"
    state = RequestState.NEW
    asked_at = factory.LazyFunction(clock.now)
    confirmed_at = factory.LazyFunction(clock.now)
    due_on = factory.LazyFunction(lambda: thai.add_working_days(clock.today(), 15))


def kit_of(team, by):
    """The adoption kit of a team, issued."""
    PlanFactory(team=team)
    return kits.issue_kit(team, by=by)
