"""Who of a cohort has completed the course: the facts of everybody, then the rule of each."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from cohorts import completing, hours
from cohorts.certificates import hours_of
from cohorts.models import (
    Attendance,
    Certificate,
    Deliverable,
    EvaluationGiven,
    LabPartner,
    MentoringSession,
    Participant,
    PresentationItem,
    PresentationPresence,
    Reflection,
    TeamPhase,
)
from cohorts.states import DeliverableCode, GateState, Phase, TierKey
from cohorts.visibility import seen_by
from pyp_portal import clock

COUNTED = [code for code in DeliverableCode if code != DeliverableCode.L0]  # L1 to L6
PARTNERS = ("team__proposal__code", "pk")
SEATS = ("team__proposal__code", "tier__display_no", "pk")


@dataclass(frozen=True)
class Line:
    """One person with hours, completion and certificate."""

    who: object
    hours: hours.Hours
    completion: completing.Completion
    award: str
    certificate: object = None
    wants_presence: bool = False

    @property
    def attended_hours(self):
        return hours_of(self.hours.attended)

    @property
    def required_hours(self):
        return hours_of(self.hours.required)

    @property
    def planned_hours(self):
        return hours_of(self.hours.planned)

    @property
    def may_renew(self):
        """Completed, and the certificate that was given out is withdrawn."""
        return (
            self.completion.is_complete
            and self.certificate is not None
            and (self.certificate.withdrawn_at is not None)
        )

    @property
    def is_due(self):
        """Completed, and no certificate given out yet."""
        return self.completion.is_complete and self.certificate is None


def seats_for(cohort, user):
    """Seats that were confirmed once, also those replaced or given up since."""
    seats = Participant.objects.visible_to(user).filter(cohort=cohort, declined_at=None)
    return seats.exclude(confirmed_at=None).order_by(*SEATS)


def partners_for(cohort, user):
    partners = LabPartner.objects.filter(team__cohort=cohort, ended_at=None)
    some = seen_by(user, partners, "team__").select_related("team__proposal", "person", "agency")
    return some.order_by(*PARTNERS)


def of_cohort(cohort, user):
    """A line for each participant whom this person may see."""
    return of_seats(cohort, list(seats_for(cohort, user).for_list()))


def of_seats(cohort, seats, sessions=None):
    """A line for each of these seats; ``sessions`` where they are known already."""
    sessions = sessions or hours.sessions_of(cohort)
    found, known = hours.of_seats(cohort, seats, sessions), Known(cohort, seats, sessions)
    return [line_of(seat, found[seat.pk], known) for seat in seats]


def line_of(seat, done, known):
    facts = known.facts(seat, done)
    is_missed = facts.tier == TierKey.ADVISOR and not facts.was_presented
    return Line(
        seat,
        done,
        completing.judge(facts),
        completing.award_of(seat.tier.key),
        known.certificates.get(seat.pk),
        is_missed and seat.team_id in known.presented,
    )


def of_partners(cohort, partners, sessions=None):
    """A line for each of these lab partners."""
    sessions, partners = sessions or hours.sessions_of(cohort), list(partners)
    found = hours.of_partners(cohort, partners, sessions)
    given = {c.partner_id: c for c in Certificate.objects.filter(partner__in=partners)}
    all_held, is_over = ends_of(cohort, sessions)
    lines = []
    for one in partners:
        done = found[one.pk]
        known = {"all_held": all_held, "is_over": is_over}
        known["is_certified"] = is_valid(given.get(one.pk))
        judged = completing.judge_partner(done.came, done.sessions, **known)
        award = completing.Award.THANKS
        lines.append(Line(one, done, judged, award, given.get(one.pk)))
    return lines


def is_valid(certificate):
    """A certificate was given out, and not withdrawn."""
    return certificate is not None and certificate.withdrawn_at is None


def ends_of(cohort, sessions):
    """(all sessions planned have been held, the lab is over)."""
    days, today = [day for day, *_rest in sessions], clock.today()
    return bool(days) and max(days) < today, today > cohort.lab_ends_on


def by_tier(tiers, lines):
    """[(tier, people, completed, per cent of the hours attended)] of those who still take part."""
    found = []
    for tier in tiers:
        own = [one for one in lines if one.who.tier_id == tier.pk and one.who.is_standing]
        attended = sum(one.hours.attended for one in own)
        required = sum(one.hours.required for one in own)
        done = sum(one.completion.is_complete for one in own)
        found.append((tier, len(own), done, completing.pct_of(attended, required)))
    return found


class Known:
    """Everything the rules ask about the people of a cohort, in a fixed number of statements."""

    def __init__(self, cohort, seats, sessions):
        teams, people = {s.team_id for s in seats}, {s.person_id for s in seats}
        self.cohort = cohort
        self.all_held, self.is_over = ends_of(cohort, sessions)
        self.is_emptied = not sessions and cohort.workshops.exclude(emptied_at=None).exists()
        self.missing = missing_of(teams)
        self.answered = answered_of(cohort, people)
        self.came = came_of(cohort, people)
        self.reflected = pks(Reflection, seats)
        self.present = pks(PresentationPresence, seats)
        advice = MentoringSession.objects.filter(team__in=teams).values_list("team", "advisor")
        self.mentoring = Counter(advice)
        presented = PresentationItem.objects.filter(team__in=teams).exclude(recorded_at=None)
        shown = presented.values_list("team", "presenters")
        self.presenters = set(shown)
        self.presented = {team for team, _person in self.presenters}
        self.certificates = {c.seat_id: c for c in Certificate.objects.filter(seat__in=seats)}

    def facts(self, seat, done):
        """What the rules ask about one seat."""
        here = (seat.team_id, seat.person_id)
        owed = self.came.get(seat.person_id, set()) - self.answered.get(seat.person_id, set())
        return completing.Facts(
            tier=seat.tier.key,
            attended=done.attended,
            required=done.required,
            pct_needed=self.cohort.attendance_pct,
            sessions=done.sessions,
            is_emptied=self.is_emptied,
            unanswered=len(owed),
            missing=tuple(self.missing.get(seat.team_id, ())),
            has_reflection=seat.pk in self.reflected,
            mentoring=self.mentoring[here],
            was_presented=seat.pk in self.present or here in self.presenters,
            all_held=self.all_held,
            is_over=self.is_over,
            is_certified=is_valid(self.certificates.get(seat.pk)),
            is_replaced=seat.replaced_at is not None,
            has_left=seat.withdrawn_at is not None,
        )


def answered_of(cohort, people):
    """{person: sessions whose evaluation they have answered}."""
    given = EvaluationGiven.objects.filter(session__cohort=cohort, person__in=people)
    return gathered(given.order_by().values_list("person", "session"))


def came_of(cohort, people):
    """{person: sessions in which they were}, whichever of their seats it was."""
    rows = Attendance.objects.filter(hours.CAME, session__cohort=cohort, seat__person__in=people)
    return gathered(rows.order_by().values_list("seat__person", "session"))


def gathered(pairs):
    """{first: all that stand second}."""
    found = defaultdict(set)
    for first, second in pairs:
        found[first].add(second)
    return found


def pks(model, seats):
    """The seats that have a row in a table with one row a seat."""
    return set(model.objects.filter(seat__in=seats).values_list("seat", flat=True))


def missing_of(teams):
    """{team: codes of L1 to L6 not approved}; a waived gate waives its deliverable."""
    phases = TeamPhase.objects.filter(team__in=teams, state=GateState.WAIVED)
    waived = {(team, Phase(phase).code) for team, phase in phases.values_list("team", "phase")}
    owed = Deliverable.objects.filter(team__in=teams, approved_at=None, code__in=COUNTED)
    found = defaultdict(list)
    for team, code in owed.order_by("code").values_list("team", "code"):
        if (team, code) not in waived:
            found[team].append(code)
    return found
