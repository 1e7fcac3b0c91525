"""One's own training on one page, in a fixed number of statements."""

from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse

from cohorts import completion
from cohorts.attending_facts import entry
from cohorts.hours import CAME
from cohorts.models import (
    Attendance,
    EvaluationGiven,
    LabPartner,
    Participant,
    SelfRating,
    WorkshopPlace,
    WorkshopSession,
)
from cohorts.services.learning import looks_back
from cohorts.training import EARNING, Attended, Moment
from pyp_portal import clock


@dataclass(frozen=True)
class Day:
    """A session with what this person did there, or said ahead of it."""

    session: object
    halves: list
    place: object
    has_answered: bool

    @property
    def has_come(self):
        return any(status in EARNING for _half, status in self.halves)

    @property
    def wants_answer(self):
        return self.has_come and not self.has_answered and self.session.takes_answers


def url():
    return reverse("cohorts:my_training")


def seats_of(user):
    return Participant.objects.confirmed().filter(person=user.pk).for_list().order_by("-pk")


def partnerships_of(user):
    partners = LabPartner.objects.filter(person=user.pk, ended_at=None)
    return partners.select_related("team__proposal", "team__cohort", "person").order_by("-pk")


def invited_to(user):
    """The sessions to which the person is invited, also where they read everything."""
    seats = seats_of(user).order_by().values("tier__workshops")
    cohorts = partnerships_of(user).order_by().values("team__cohort")
    mine = Q(pk__in=seats) | Q(invites_partners=True, cohort__in=cohorts)
    return WorkshopSession.objects.filter(mine).select_related("cohort__call")


def days_of(user):
    """The sessions of a person in the order of their days."""
    sessions = list(invited_to(user))
    rows = Attendance.objects.filter(session__in=sessions)
    rows = rows.filter(Q(seat__person=user.pk) | Q(partner__person=user.pk))
    found = {row.session_id: row for row in rows}
    places = {p.session_id: p for p in WorkshopPlace.objects.filter(person=user.pk)}
    answered = EvaluationGiven.objects.filter(person=user.pk).values_list("session", flat=True)
    given = set(answered)
    return [
        Day(one, halves_of(one, found.get(one.pk)), places.get(one.pk), one.pk in given)
        for one in sessions
    ]


def halves_of(session, row):
    """[(half, status or None)] of a row."""
    known = [(half, row.of(half) if row else "") for half in session.halves]
    return [(half, Attended(status) if status else None) for half, status in known]


def lines_of(user):
    """The hours and the completion of each seat and each partnership."""
    lines = []
    for cohort, seats in by_cohort(seats_of(user), lambda seat: seat.cohort):
        lines += completion.of_seats(cohort, seats)
    for cohort, partners in by_cohort(partnerships_of(user), lambda one: one.team.cohort):
        lines += completion.of_partners(cohort, partners)
    return lines


def by_cohort(rows, cohort_of):
    """[(cohort, rows)]: most people have one."""
    found = {}
    for row in rows:
        found.setdefault(cohort_of(row), []).append(row)
    return found.items()


def of(user):
    """What the page shows."""
    days, today = days_of(user), clock.today()
    seats = list(seats_of(user))
    rated = set(SelfRating.objects.filter(seat__in=seats).values_list("seat", "moment"))
    return {
        "lines": lines_of(user),
        "ahead": [one for one in days if one.session.held_on >= today],
        "past": [one for one in reversed(days) if one.session.held_on < today],
        "seats": [
            {
                "seat": seat,
                "before": (seat.pk, Moment.BEFORE) in rated,
                "after": (seat.pk, Moment.AFTER) in rated,
                "looks_back": looks_back(seat),
            }
            for seat in seats
        ],
    }


def entries(user):
    """All one's sessions as a calendar takes them."""
    return [entry(session) for session in invited_to(user)]


def unanswered(user):
    """The sessions at which the person was and which they have not evaluated."""
    came = Attendance.objects.filter(CAME).filter(
        Q(seat__person=user.pk) | Q(partner__person=user.pk)
    )
    given = EvaluationGiven.objects.filter(person=user.pk)
    held = WorkshopSession.objects.held().filter(pk__in=came.values("session"))
    return held.exclude(pk__in=given.values("session"))
