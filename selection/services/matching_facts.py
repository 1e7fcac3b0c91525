"""What the records say to the optimiser: judges, proposals, conflicts, who reads today."""

from datetime import timedelta

from django.db.models import Q

from proposals.states import State
from pyp_portal import clock
from pyp_portal.accounts.roles import Level
from selection.kinds import Stage, Verdict
from selection.matching.problem import Issue, Judge, Problem, Rules
from selection.models import Assignment, Conflict, ScoreSheet, TieVerdict
from selection.services.assigning import ASSIGNABLE, obstacle
from selection.services.declaring import to_declare
from selection.services.suggesting import suggestions, with_agencies

READING_DAYS = 21  # how long reading takes where no day is set yet


def to_match(plan, user):
    """Proposals to be read that are not closed to this person, with what the optimiser asks."""
    found = to_declare(plan, user).filter(state__in=ASSIGNABLE)
    return found.select_related("lead_agency__province", "province", "theme").order_by("code")


def judges_of(plan):
    """The seats that score, with their agencies, expertise and days away."""
    committee = plan.standing_committee
    if committee is None:
        return []
    seats = with_agencies(committee.seats.active().scoring())
    seats = seats.select_related("user__profile__agency__province", "committee__plan")
    return list(
        seats.prefetch_related("user__memberships__agency__province", "themes", "unavailabilities")
    )


def problem_of(plan, user, rules=None, seed=0):
    """The question to the optimiser as the records stand now, in a fixed number of statements.

    Proposals that are closed to the person who asks are no part of it, not even as load: from
    the limits one could tell who reads them.
    """
    seats, proposals = judges_of(plan), list(to_match(plan, user))
    silent = set(_abstained(seats, proposals))
    reads = set(_reads(seats, proposals)) - silent
    return Problem(
        judges=tuple(_judge(plan, seat) for seat in seats),
        issues=tuple(_issue(proposal) for proposal in proposals),
        rules=rules or Rules(readers=plan.min_reviewers),
        blocked=frozenset(_blocked(seats, proposals, reads)) | silent,
        scored=frozenset(_begun(seats, proposals) & reads),
        present=frozenset(reads),
        seed=seed,
    )


def _reads(seats, proposals):
    rows = Assignment.objects.filter(seat__in=seats, proposal__in=proposals)
    return rows.values_list("seat__seat_no", "proposal__code")


def _sheets(seats, proposals):
    return ScoreSheet.objects.filter(
        stage=Stage.DOC, recused_at=None, frozen_at=None, seat__in=seats, proposal__in=proposals
    ).values_list("seat__seat_no", "proposal__code")


def _begun(seats, proposals):
    """Pairs whose sheet is handed in or begun: nobody's work is taken away."""
    begun = Q(saved_at__isnull=False) | Q(submitted_at__isnull=False)
    return set(_sheets(seats, proposals).filter(begun))


def _abstained(seats, proposals):
    """Pairs of which the member gives no points: they count as no reader, and stay as they are."""
    return _sheets(seats, proposals).filter(abstained_at__isnull=False)


def _blocked(seats, proposals, reads):
    """Pairs that may not be, by what was declared and what the records suggest."""
    declared = {
        (seat, proposal): severity
        for seat, proposal, severity in Conflict.objects.filter(
            seat__in=seats, proposal__in=proposals
        ).values_list("seat", "proposal", "severity")
    }
    suspected = suggestions(seats, proposals)
    settled = set(_settled(seats, proposals))
    for proposal in proposals:
        for seat in seats:
            key = (seat.pk, proposal.pk)
            pair = (seat.seat_no, proposal.code)
            is_late = proposal.state == State.REVIEWING and key not in declared
            is_joining = is_late and pair not in reads
            refusal = obstacle(seat, declared.get(key), suspected.get(key))
            if refusal or is_joining or key in settled:
                yield pair


def _settled(seats, proposals):
    """Pairs of which the secretary or the chair found that there is an interest."""
    rows = TieVerdict.objects.filter(seat__in=seats, proposal__in=proposals)
    found = rows.filter(verdict__in=[Verdict.CONFIRMED, Verdict.PINNED])
    return found.values_list("seat", "proposal")


def _judge(plan, seat):
    agencies = _agencies(seat.user)
    return Judge(
        number=seat.seat_no,
        agencies=frozenset(agency.code for agency in agencies),
        themes=frozenset(theme.code for theme in seat.themes.all()),
        regions=frozenset(seat.regions),
        home=frozenset(agency.province.region_th for agency in agencies if _is_of_an_area(agency)),
        ceiling=seat.load_max,
        share=_share(plan, seat),
    )


def _share(plan, seat):
    """Percent of the days until the sheets are due on which the member is there."""
    first = clock.today()
    due = clock.localdate(plan.sheets_due) if plan.sheets_due else first
    last = due if due > first else first + timedelta(days=READING_DAYS)
    days = (last - first).days + 1
    away = {
        first + timedelta(days=number)
        for number in range(days)
        for absence in seat.unavailabilities.all()
        if absence.first_day <= first + timedelta(days=number) <= absence.last_day
    }
    return 100 * (days - len(away)) // days


def _agencies(user):
    """The agencies a person works for today."""
    profile = getattr(user, "profile", None)
    found = [profile.agency] if profile and profile.agency else []
    rows = user.memberships.all()
    return found + [row.agency for row in rows if row.is_active]


def _is_of_an_area(agency):
    """A central agency stands in the capital and comes from no region."""
    return agency.province is not None and agency.level != Level.CENTRAL


def _issue(proposal):
    province = proposal.province or proposal.lead_agency.province
    return Issue(
        code=proposal.code,
        theme=proposal.theme.code if proposal.theme else "",
        region=province.region_th if province else "",
    )
