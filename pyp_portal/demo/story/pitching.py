"""The pitch days: the schedule, each pitch opened and held in its turn, the points closed."""

from dataclasses import dataclass
from datetime import timedelta

from pyp_portal.demo.seed import moment
from pyp_portal.demo.story.company import SECRETARY, Act, Company
from selection.models import PitchSession
from selection.services import declaring, pitching, running

CLOSING = "เตือนกรรมการที่ยังไม่ส่งคะแนนแล้ว ประธานให้ปิดการให้คะแนนของรอบนี้"
LENGTH = timedelta(minutes=15)


def acts(company, year, data):
    """Every day of pitches; the points are closed when those of the last day are in."""
    last = moment(data["pitch_sessions"][-1]["date"], hour=16, minute=30)
    for row in data["pitch_sessions"]:
        yield from PitchDay(company, year, row).acts(last)


@dataclass
class PitchDay:
    """One day of pitches; the slots stand in the order of the data."""

    company: Company
    year: int
    row: dict

    def acts(self, last):
        """The acts of the day, slot by slot."""
        yield Act(moment(self.row["order_drawn_at"]), self.plan)
        yield Act(self.starts, self.begin)
        for order, slot in enumerate(self.row["slots"], start=1):
            at = moment(slot["start"])
            yield Act(at, lambda order=order: self.hold(order), order=1)
            yield Act(at + LENGTH, lambda order=order: self.settle(order))
        yield Act(moment(self.row["date"], hour=16), self.end)
        yield Act(last, self.close)

    @property
    def starts(self):
        return moment(self.row["slots"][0]["start"])

    @property
    def by(self):
        return self.company.person(SECRETARY)

    def session(self):
        """The session of this day as it stands."""
        return PitchSession.objects.get(plan__call__fiscal_year=self.year, starts_at=self.starts)

    def slot(self, order):
        return self.session().slots.get(order=order)

    def plan(self):
        """Plan the day, give the slots, tell the agencies."""
        slots = self.row["slots"]
        session = pitching.open_session(
            self.company.plan(self.year),
            starts_at=self.starts,
            place_th=self.row["place_th"],
            by=self.by,
        )
        pitching.schedule(
            session,
            [self.company.proposal(slot["proposal"]) for slot in slots],
            starts=[moment(slot["start"]) for slot in slots],
            presenters=[slot["presenter_th"] for slot in slots],
            by=self.by,
        )
        pitching.publish_schedule(self.session(), by=self.by)

    def begin(self):
        """Who sits declares once more: nothing has changed."""
        seats = [self.company.seat(self.year, number) for number in self.row["attending_seats"]]
        for seat in seats:
            left = declaring.to_redeclare(self.company.plan(self.year), seat.user, seat)
            declaring.declare_unchanged(seat, list(left))
        pitching.start_session(self.session(), seats, by=self.by)

    def hold(self, order):
        """The item is opened and its minutes run."""
        running.open_item(self.slot(order), by=self.by)
        running.begin_pitch(self.slot(order), by=self.by)

    def settle(self, order):
        """The pitch was held (T16)."""
        pitching.record_presented(self.slot(order), by=self.by)

    def end(self):
        """Every slot is settled."""
        pitching.end_session(self.session(), by=self.by)

    def close(self):
        """No sheet of the day changes any more."""
        running.close_scoring(self.session(), reason=CLOSING, by=self.by)
