"""Before the review: all score one proposal of the year before, and see how far apart they are."""

from datetime import timedelta

from pyp_portal.demo.story.company import SECRETARY, Act
from selection.models import Exercise
from selection.services import exercising

USUAL = {"D1": 4, "D2": 3, "D3": 3, "D4": 4, "D5": 2, "D6": 3}
AGREED = (
    "ระดับ 3 ของการบูรณาการ หมายถึงมีภาคีอย่างน้อยสองหน่วยงานที่ตอบรับแล้ว ระดับ 4 ขึ้นไปต้องมีทรัพยากรร่วมที่ระบุจำนวน"
)


def acts(company, year, opened):
    """Opened on a Thursday, scored over the weekend, closed the evening before the review."""
    yield Act(opened - timedelta(days=4), lambda: begin(company, year))
    yield Act(opened - timedelta(days=2, hours=3), lambda: score(company, year))
    yield Act(opened - timedelta(hours=17), lambda: end(company, year))


def begin(company, year):
    decided = company.call(year - 1).proposals.select_related("call").order_by("code")
    past = next(one for one in decided if exercising.is_past(one, company.plan(year)))
    exercising.open_exercise(company.plan(year), past, by=company.person(SECRETARY))


def held(company, year):
    return Exercise.objects.select_related("proposal").get(plan=company.plan(year))


def score(company, year):
    """Each member a little stricter or milder than the usual, by the number of their seat."""
    exercise = held(company, year)
    for seat in company.plan(year).committee.seats.active().filter(scores=True):
        if exercising.takes_part(exercise, seat.user):
            points = {
                code: min(5, max(1, level + (seat.seat_no * place) % 3 - 1))
                for place, (code, level) in enumerate(USUAL.items(), start=1)
            }
            exercising.practise(exercise, seat, points)


def end(company, year):
    by = company.person(SECRETARY)
    closed = exercising.close_exercise(held(company, year), by=by)
    exercising.note_exercise(closed, AGREED, version=closed.version, by=by)
