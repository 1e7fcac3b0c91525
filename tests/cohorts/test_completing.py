"""Completion by the rule of each tier, with the reason in words (section 6.5)."""

from dataclasses import replace
from datetime import date

import pytest
from django.utils import translation

from cohorts import completing, completion, services
from cohorts.completing import Facts, judge, judge_partner
from cohorts.models import Evaluation, EvaluationGiven
from cohorts.services.moving import NotReady
from cohorts.states import TierKey
from cohorts.training import Stage
from pyp_portal import clock
from tests.factories.accounts import UserFactory
from tests.factories.cohorts import ItemFactory, PartnerFactory
from tests.factories.workshops import GOOD, RATED, AttendanceFactory, WorkshopFactory, seat_in

DONE = Facts(
    tier=TierKey.AREA_OPERATOR, attended=2880, required=3600, sessions=10,
    has_reflection=True, all_held=True,
)  # fmt: skip
ADVISED = Facts(tier=TierKey.ADVISOR, mentoring=2, was_presented=True, all_held=True)


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


# --- The rules
@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"attended": 2879}, "Attendance is 79%; 80% is asked for."),
        ({"required": 0}, "No session has been held yet."),
        ({"missing": ("L2", "L6")}, "Deliverables not approved: L2, L6."),
        ({"has_reflection": False}, "The reflection is not written."),
        ({"unanswered": 1}, "The evaluation of 1 session is not answered."),
        ({"unanswered": 2}, "The evaluations of 2 sessions are not answered."),
    ],
)
def test_each_thing_that_is_missing_is_said(facts, sentence):
    running = judge(replace(DONE, **facts))
    over = judge(replace(DONE, is_over=True, **facts))

    assert (running.stage, running.missing) == (Stage.IN_PROGRESS, [sentence])
    assert (over.stage, over.reason) == (Stage.INCOMPLETE, sentence)


def test_with_everything_there_the_course_is_completed_once_all_sessions_are_held():
    assert judge(DONE).stage == Stage.COMPLETED
    assert judge(DONE).reason == "Everything that the rule asks for is there."
    assert judge(replace(DONE, all_held=False)).stage == Stage.IN_PROGRESS
    assert judge(Facts(tier=TierKey.COORDINATOR)).stage == Stage.ENROLLED


def test_advisors_are_measured_by_advice_and_presence_not_by_hours():
    assert judge(ADVISED).is_complete
    assert judge(replace(ADVISED, mentoring=1)).missing == [
        "Advice was given 1 times; 2 times are asked for."
    ]
    assert judge(replace(ADVISED, was_presented=False)).missing == [
        "Presence at the presentation, or of a delegate, is not recorded."
    ]


def test_a_certificate_once_given_stands_whatever_is_held_later():
    assert judge(Facts(tier=TierKey.COORDINATOR, required=60, is_certified=True)).is_complete
    assert judge_partner(0, 9, all_held=False, is_over=False, is_certified=True).is_complete


def test_who_left_or_was_replaced_does_not_complete():
    assert judge(replace(DONE, is_replaced=True)).stage == Stage.REPLACED
    assert judge(replace(DONE, has_left=True)).stage == Stage.WITHDRAWN


@pytest.mark.parametrize(
    ("came", "invited", "all_held", "is_over", "stage"),
    [
        (1, 2, True, False, Stage.COMPLETED),
        (1, 2, False, False, Stage.IN_PROGRESS),
        (1, 3, True, True, Stage.INCOMPLETE),
        (0, 0, False, False, Stage.ENROLLED),
    ],
)
def test_partners_attend_half_of_the_sessions(came, invited, all_held, is_over, stage):
    assert judge_partner(came, invited, all_held=all_held, is_over=is_over).stage == stage


def test_per_cent_are_cut_never_rounded_up():
    assert (completing.pct_of(799, 1000), completing.pct_of(0, 0)) == (79, 0)


# --- The facts
@pytest.fixture
def session(db, at):
    at("2025-04-01 09:00")
    return WorkshopFactory()


def line(seat):
    """The line of a seat as an officer sees it."""
    staff = UserFactory(staff=True)
    return next(one for one in completion.of_cohort(seat.cohort, staff) if one.who == seat)


def refused(call, *args, **kwargs):
    with pytest.raises(NotReady) as refusal:
        call(*args, **kwargs)
    return str(refusal.value)


def test_the_way_of_a_worker_from_enrolled_to_completed(session, at):
    seat = seat_in(session)
    assert line(seat).completion.stage == Stage.ENROLLED
    AttendanceFactory(session=session, seat=seat)
    at("2025-09-30 09:00")
    assert line(seat).completion.missing == [
        "Deliverables not approved: L1, L2, L3, L4, L5, L6.",
        "The reflection is not written.",
        "The evaluation of 1 session is not answered.",
    ]
    seat.team.deliverables.filter(code__in=["L1", "L2", "L3", "L4", "L5"]).update(
        approved_at=clock.now()
    )
    seat.team.phases.filter(phase="SYNTHESIZE").update(state="waived")
    services.write_reflection(seat, by=seat.person, text="ได้เรียนรู้การทำงานร่วมกัน " * 4)
    services.evaluate(session, person=seat.person, scores=GOOD)

    assert (line(seat).completion.stage, line(seat).is_due) == (Stage.COMPLETED, True)


def test_an_advisor_completes_with_advice_and_presence_or_a_delegate(session, at):
    seat = seat_in(session, "ADVISOR")
    staff = UserFactory(staff=True)
    for day in (2, 3):
        services.record_mentoring(
            seat.team, by=staff, advisor=seat.person, held_on=date(2025, 4, day), advice_th="ดี"
        )
    at("2025-09-30 09:00")
    presence = {"by": staff, "delegate": "นายแทน ใจดี"}
    assert "not been presented" in refused(services.record_presence, seat, **presence)
    assert not line(seat).wants_presence
    item = ItemFactory(team=seat.team, recorded_at=clock.now())
    assert line(seat).wants_presence

    services.record_presence(seat, **presence)

    assert line(seat).completion.is_complete
    seat.presentation_presence.delete()
    item.presenters.add(seat.person)
    assert line(seat).completion.is_complete
    worker = seat_in(session, team=seat.team)
    assert not line(worker).wants_presence
    assert "advisors only" in refused(services.record_presence, worker, by=staff)


def test_those_replaced_or_gone_stay_on_the_list(session):
    gone = seat_in(session, withdrawn_at=clock.now())
    replaced = seat_in(session, replaced_at=clock.now())

    assert line(gone).completion.stage == Stage.WITHDRAWN
    assert line(replaced).completion.stage == Stage.REPLACED


# --- What people say
def test_an_evaluation_is_given_once_by_those_who_came_and_bears_no_name(session, at):
    seat, partner, absent = seat_in(session), PartnerFactory(), seat_in(session)
    partner.team = seat.team
    partner.save()
    answer = {"person": seat.person, "scores": GOOD, "text": "ขอเวลาถามมากขึ้น"}
    AttendanceFactory(session=session, seat=seat, afternoon="ABSENT")
    AttendanceFactory(session=session, partner=partner)
    at("2025-04-10 12:59")
    assert "opens with" in refused(services.evaluate, session, **answer)
    at("2025-04-10 16:30")
    services.evaluate(session, **answer)
    services.evaluate(session, person=partner.person, scores=GOOD)

    assert "already" in refused(services.evaluate, session, **answer)
    assert "were there" in refused(services.evaluate, session, person=absent.person, scores=GOOD)
    assert {given.person for given in EvaluationGiven.objects.all()} == {
        seat.person, partner.person,
    }  # fmt: skip
    assert {field.name for field in Evaluation._meta.fields} == {
        "id", "session", "scores", "text_th",
    }  # fmt: skip


@pytest.mark.parametrize("scores", [{}, GOOD | {"CONTENT": 6}, GOOD | {"CONTENT": 0}])
def test_answers_outside_of_the_scale_are_refused(session, at, scores):
    seat = seat_in(session)
    AttendanceFactory(session=session, seat=seat)
    at("2025-04-10 16:30")

    assert "from 1 to 5" in refused(services.evaluate, session, person=seat.person, scores=scores)


def test_people_rate_themselves_before_and_again_at_the_end(session, at):
    seat = seat_in(session)
    services.rate_oneself(seat, "BEFORE", scores=RATED)
    services.rate_oneself(seat, "BEFORE", scores=RATED | {"DESIGN": 1})
    assert "a month before" in refused(services.rate_oneself, seat, "AFTER", scores=RATED)
    at("2025-08-25 09:00")
    services.rate_oneself(seat, "AFTER", scores=RATED)

    assert "first rating was" in refused(services.rate_oneself, seat, "BEFORE", scores=RATED)
    assert [one.scores["DESIGN"] for one in seat.ratings.order_by("-moment")] == [1, 3]
    seat.withdrawn_at = clock.now()
    seat.save()
    assert "not yours" in refused(services.rate_oneself, seat, "AFTER", scores=RATED)


def test_a_reflection_says_something(session):
    seat = seat_in(session)

    assert "50" in refused(services.write_reflection, seat, by=seat.person, text="สั้น")


@pytest.mark.django_db
def test_an_answer_about_one_session_does_not_stand_for_another(at):
    """Attendance of the session that was answered is corrected to absent afterwards."""
    at("2025-04-01 09:00")
    first, second = WorkshopFactory(), WorkshopFactory()
    seat = seat_in(first)
    given = AttendanceFactory(session=first, seat=seat)
    AttendanceFactory(session=second, seat=seat)
    at("2025-04-11 09:00")
    services.evaluate(first, person=seat.person, scores=GOOD)
    given.morning = given.afternoon = "ABSENT"
    given.save()

    (line,) = completion.of_seats(first.cohort, [seat])

    assert "The evaluation of 1 session is not answered." in line.completion.missing
