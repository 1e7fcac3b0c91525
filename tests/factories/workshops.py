"""Sessions of the training, and attendance at them."""

from datetime import date, time

import factory
from factory.django import DjangoModelFactory

from cohorts.models import Attendance, WorkshopSession
from cohorts.states import TierKey
from cohorts.training import Competence, Question, Source
from proposals.states import State
from pyp_portal import clock
from tests.factories.cohorts import SeatFactory, TeamFactory, cohort_of

GOOD = dict.fromkeys(Question.values, 4)
RATED = dict.fromkeys(Competence.values, 3)


class WorkshopFactory(DjangoModelFactory):
    """A day of six hours, from nine to twelve and from one to four; all tiers are invited."""

    class Meta:
        model = WorkshopSession
        skip_postgeneration_save = True

    cohort = factory.LazyFunction(cohort_of)
    number = factory.Sequence(lambda n: n + 1)
    title_th = "เข้าใจประชาชนและลงพื้นที่"
    phase = "EMPATHIZE"
    held_on = date(2025, 4, 10)
    morning_from, morning_to = time(9), time(12)
    afternoon_from, afternoon_to = time(13), time(16)
    morning_minutes = afternoon_minutes = 180
    mode = "ONSITE"
    place_th = "ศูนย์ประชุมกลาง"
    planned_at = factory.LazyFunction(clock.now)
    changed_at = factory.LazyFunction(clock.now)

    @factory.post_generation
    def invited(session, create, extracted, **kwargs):
        session.invited.set(session.cohort.tiers.all() if extracted is None else extracted)


class AttendanceFactory(DjangoModelFactory):
    class Meta:
        model = Attendance

    session = factory.SubFactory(WorkshopFactory)
    morning = afternoon = "PRESENT"
    source = Source.HAND
    recorded_at = factory.LazyFunction(clock.now)


def seat_in(session, key=TierKey.AREA_OPERATOR, **kwargs):
    """A confirmed participant of a team in the lab of the session's cohort."""
    if "team" not in kwargs:
        call = session.cohort.call
        kwargs["team"] = TeamFactory(proposal__state=State.IN_LAB, proposal__call=call)
    return SeatFactory(key=key, **kwargs)
