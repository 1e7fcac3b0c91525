"""What waits to be screened: in which order, how old, how many working days are left (T05)."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Case, Count, F, IntegerField, Q, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from proposals.models import Call, Proposal
from proposals.states import State
from proposals.todo_office import screening_due
from pyp_portal import clock, thai

ONE_DAY = timedelta(days=1)
IN_HAND = (State.SUBMITTED, State.SCREENING)
SINCE = {State.SUBMITTED: "submitted_at", State.SCREENING: "screening_started_at"}
MINE, UNOWNED, ALL = "mine", "unowned", "all"
OVERDUE, BEGUN, ARRIVED = range(3)


@dataclass(frozen=True)
class Line:
    """One case: how many working days it has been here, by when, and how many are left."""

    proposal: object
    age: int
    due: datetime | None
    left: int | None

    @property
    def late_by(self):
        """How many working days the check is late; 0 while it is not."""
        return -self.left if self.left is not None and self.left < 0 else 0


def in_hand(user):
    """What the office has to check, as far as this person may see it, in the order of the queue.

    Overdue cases come first, then those begun, then arrivals; the longest wait first.
    """
    since = Case(
        When(state=State.SCREENING, then=F("screening_started_at")), default=F("submitted_at")
    )
    rank = Case(
        When(overdue(), then=Value(OVERDUE)),
        When(state=State.SCREENING, then=Value(BEGUN)),
        default=Value(ARRIVED),
        output_field=IntegerField(),
    )
    cases = Proposal.objects.visible_to(user).filter(state__in=IN_HAND)
    return cases.annotate(rank=rank, since=Coalesce(since, F("created_at")))


def overdue():
    """The condition for a screening whose last working day has passed."""
    late = Q(pk=None)
    for days in sorted(set(Call.objects.values_list("screening_days", flat=True))):
        began_before = midnight(first_start_in_time(days))
        late |= Q(call__screening_days=days, screening_started_at__lt=began_before)
    return Q(state=State.SCREENING) & late


def first_start_in_time(days):
    """The first day on which a screening may have begun that is not overdue today."""
    today = clock.today()
    day = today
    while thai.add_working_days(day - ONE_DAY, days) >= today:
        day -= ONE_DAY
    return day


def ages():
    """Conditions on how many working days a case has waited for the office, by name.

    The same days that ``line`` counts; a case waits while it is in hand.
    """
    today = clock.today()
    within_3, within_7 = (first_with_age(days, today) for days in (3, 7))
    return {
        "new": waits_since(gte=within_3),
        "week": waits_since(lt=within_3, gte=within_7),
        "old": waits_since(lt=within_7),
    }


def first_with_age(days, today):
    """The first day since which no more than ``days`` working days have passed."""
    day = today
    while thai.working_days_between(day - ONE_DAY, today) <= days:
        day -= ONE_DAY
    return day


def waits_since(**bounds):
    """In hand since a day within these bounds: since it came in, or since the check began."""
    found = Q(pk=None)
    for state, since in (
        (State.SUBMITTED, "submitted_at"),
        (State.SCREENING, "screening_started_at"),
    ):
        within = {f"{since}__{name}": midnight(day) for name, day in bounds.items()}
        found |= Q(state=state, **within)
    return found


def midnight(day):
    return timezone.make_aware(datetime.combine(day, time.min))


def chosen(cases, whose, user):
    """The own cases, those without an owner, or all."""
    if whose == MINE:
        return cases.filter(case_owner__in=user.case_owner_ids)
    return cases.filter(case_owner=None) if whose == UNOWNED else cases


def counts(cases, user):
    """How many there are of each kind, in one statement."""
    return cases.aggregate(
        mine=Count("pk", filter=Q(case_owner__in=user.case_owner_ids)),
        unowned=Count("pk", filter=Q(case_owner=None)),
        all=Count("pk"),
        overdue=Count("pk", filter=Q(rank=OVERDUE)),
    )


def page(cases, after, size):
    """The next cases behind the one with this key (keyset paging); an odd key begins anew."""
    rows = cases.order_by("rank", "since", "code")
    place = place_of(after)
    if place:
        rank, since, code = place
        later = Q(since__gt=since) | Q(since=since, code__gt=code)
        rows = rows.filter(Q(rank__gt=rank) | (Q(rank=rank) & later))
    return rows[:size]


def key_of(proposal):
    """By which a page goes on behind this row."""
    return f"{proposal.rank}~{proposal.since.isoformat()}~{proposal.code}"


def place_of(key):
    """Rank, moment and code of a key, or None where it is none."""
    rank, _wave, rest = (key or "").partition("~")
    since, _wave, code = rest.partition("~")
    try:
        moment = datetime.fromisoformat(since)
        return (int(rank), moment, code) if moment.tzinfo and 0 <= int(rank) <= ARRIVED else None
    except ValueError:
        return None


def lines(proposals):
    """The cases with their age and working days left."""
    today = clock.today()
    return [line(proposal, today) for proposal in proposals]


def line(proposal, today):
    due = screening_due(proposal) if proposal.state == State.SCREENING else None
    age = thai.working_days_between(clock.localdate(proposal.since), today)
    return Line(proposal, age, due, days_left(clock.localdate(due), today) if due else None)


def days_left(last: date, today: date):
    """Working days from today to the last one; negative by as many as have passed since."""
    if last < today:
        return -max(thai.working_days_between(last, today), 1)
    return thai.working_days_between(today, last)
