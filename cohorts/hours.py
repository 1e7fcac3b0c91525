"""Hours of the training: who is expected, and what each has attended.

A fixed number of statements, however many people and sessions there are.
"""

from dataclasses import dataclass

from django.db.models import Case, Count, F, IntegerField, Q, Sum, Value, When

from cohorts.completing import pct_of
from cohorts.models import Attendance, LabPartner, Participant
from cohorts.training import EARNING
from cohorts.visibility import seen_by
from pyp_portal import clock

SESSION = ("pk", "held_on", "morning_minutes", "afternoon_minutes", "invites_partners")
CAME = Q(morning__in=EARNING) | Q(afternoon__in=EARNING)


@dataclass(frozen=True)
class Hours:
    """Minutes attended, minutes of the sessions held so far, minutes of the whole course."""

    attended: int = 0
    required: int = 0
    planned: int = 0
    came: int = 0
    sessions: int = 0

    @property
    def pct(self):
        return pct_of(self.attended, self.required)


def seats_of(session, user):
    """The participants expected at a session whom this person may see, team by team."""
    seats = Participant.objects.visible_to(user).confirmed()
    seats = seats.filter(tier__workshops=session, confirmed_at__date__lte=session.held_on)
    return seats.for_list().order_by("team__proposal__code", "tier__display_no", "pk")


def partners_of(session, user):
    """The lab partners expected at a session whom this person may see."""
    if not session.invites_partners:
        return LabPartner.objects.none()
    partners = LabPartner.objects.filter(team__cohort=session.cohort_id, ended_at=None)
    partners = partners.filter(added_at__date__lte=session.held_on)
    some = seen_by(user, partners, "team__").select_related("team__proposal", "person", "agency")
    return some.order_by("team__proposal__code", "pk")


def earned(half):
    """The minutes that one half of a row earns."""
    status = {f"{half}__in": EARNING}
    whole = When(then=F(f"session__{half}_minutes"), **status)
    return Case(whole, default=Value(0), output_field=IntegerField())


def attended(rows, whose):
    """{pk: (minutes, sessions)} of seats or partners, from rows of the attendance."""
    found = rows.filter(CAME, session__cancelled_at=None).order_by().values(whose)
    found = found.annotate(
        minutes=Sum(earned("morning") + earned("afternoon")), n=Count("pk")
    ).values_list(whose, "minutes", "n")
    return {pk: (minutes, n) for pk, minutes, n in found}


def sessions_of(cohort):
    """[(day, minutes, invited tiers, are partners invited)] of the sessions that count.

    Not those that were called off, nor those of which is not kept any more who was there.
    """
    rows = cohort.workshops.by_name().order_by("held_on", "pk").values_list(*SESSION, "invited")
    found = {}
    for pk, day, morning, afternoon, partners, tier in rows:
        found.setdefault(pk, (day, morning + afternoon, set(), partners))[2].add(tier)
    return list(found.values())


def of_seats(cohort, seats, sessions=None):
    """{seat: Hours}: measured by the sessions that invite the tier since the seat was taken.

    ``sessions``: those of ``sessions_of``, where they are known already.
    """
    sessions, today = sessions or sessions_of(cohort), clock.today()
    done = attended(Attendance.objects.filter(session__cohort=cohort), "seat")
    found = {}
    for seat in seats:
        since = clock.localdate(seat.confirmed_at)
        mine = [
            (day, minutes)
            for day, minutes, tiers, _partners in sessions
            if seat.tier_id in tiers and day >= since
        ]
        found[seat.pk] = hours(mine, today, done.get(seat.pk, (0, 0)))
    return found


def of_partners(cohort, partners, sessions=None):
    """{partner: Hours}, the same for lab partners."""
    sessions, today = sessions or sessions_of(cohort), clock.today()
    done = attended(Attendance.objects.filter(session__cohort=cohort), "partner")
    found = {}
    for one in partners:
        since = clock.localdate(one.added_at)
        mine = [
            (day, minutes) for day, minutes, _tiers, invites in sessions if invites and day >= since
        ]
        found[one.pk] = hours(mine, today, done.get(one.pk, (0, 0)))
    return found


def hours(sessions, today, done):
    """What was attended against what was held and what is planned."""
    held = [minutes for day, minutes in sessions if day <= today]
    planned = sum(minutes for _day, minutes in sessions)
    return Hours(done[0], sum(held), planned, done[1], len(held))
