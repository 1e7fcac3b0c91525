"""A few close proposals put in order by the members: open it, take ballots, close it."""

from celery import current_app
from django.db import transaction
from django.utils.translation import gettext as _

from proposals.grounds import MoveRefused
from proposals.states import State
from pyp_portal import clock, doorbell
from pyp_portal.history.services import record
from selection.kinds import Severity
from selection.models import Ballot, Conflict, Ranking
from selection.services.holding import hold

LEAST, MOST = 2, 6
RANKED_IN = (State.REVIEWING, State.SHORTLISTED, State.PITCHED)
COMBINE = "selection.combine_rankings"


@transaction.atomic
def open_ranking(plan, proposals, *, by=None):
    """Ask the members to rank two to six proposals of the year that have been scored."""
    hold(plan)
    chosen = list(dict.fromkeys(proposals))
    if not LEAST <= len(chosen) <= MOST:
        raise MoveRefused(
            _("Choose from %(least)d to %(most)d proposals.") % {"least": LEAST, "most": MOST}
        )
    for proposal in chosen:
        if proposal.state not in RANKED_IN or not proposal.sheets.counted().exists():
            raise MoveRefused(
                _("%(code)s has no scores yet, or is decided.") % {"code": proposal.code}
            )
    if Ranking.objects.filter(plan=plan, closed_at=None).exists():
        raise MoveRefused(_("Another ranking is open: close it first."))
    made = Ranking.objects.create(plan=plan, opened_at=clock.now(), opened_by=by)
    made.proposals.set(chosen)
    record(made, "opened", by=by, proposals=sorted(p.code for p in chosen))
    return made


def open_to(ranking, seat):
    """The proposals of a ranking that this seat may put in order."""
    hard = Conflict.objects.filter(seat=seat, severity=Severity.HARD).values("proposal")
    found = ranking.proposals.exclude(pk__in=hard).order_by("code")
    return found.select_related("lead_agency")


def may_rank(ranking, seat):
    """A member who scores, as long as it is open and at least two are not closed to them."""
    is_judge = seat is not None and seat.scores and seat.is_active
    return is_judge and ranking.closed_at is None and open_to(ranking, seat).count() >= LEAST


def places_of(ranking, seat):
    """{number of a proposal: place} as this seat has put them in order so far."""
    ballot = ranking.ballots.filter(seat=seat).first()
    codes = dict(ranking.proposals.values_list("pk", "code"))
    order = ballot.order if ballot else []
    return {codes[pk]: place for place, pk in enumerate(order, start=1) if pk in codes}


@transaction.atomic
def cast_ballot(ranking, seat, order, *, by=None):
    """Keep a member's order, best first; until it is closed a new one takes its place."""
    held = hold(ranking, "plan")
    if held.closed_at:
        raise MoveRefused(_("This ranking is closed."))
    wanted = {proposal.pk for proposal in open_to(held, seat)}
    if not may_rank(held, seat) or len(order) != len(wanted) or set(order) != wanted:
        raise MoveRefused(_("Give each proposal one place, and each place one proposal."))
    ballot, _is_new = Ballot.objects.update_or_create(
        ranking=held, seat=seat, defaults={"order": list(order), "cast_at": clock.now()}
    )
    record(held, "ballot cast", by=by or seat.user, seat_no=seat.seat_no)
    return ballot


@transaction.atomic
def close_ranking(ranking, *, by=None):
    """End it; the orders are combined by the worker at once."""
    held = hold(ranking)
    if held.closed_at:
        raise MoveRefused(_("This ranking is closed."))
    if not held.ballots.exists():
        raise MoveRefused(_("Nobody has ranked yet."))
    held.closed_at, held.closed_by = clock.now(), by
    held.save(update_fields=["closed_at", "closed_by"])
    record(held, "closed", by=by, ballots=held.ballots.count())
    transaction.on_commit(ring, robust=True)
    return held


def ring():
    """Tell a worker that a ranking waits; where nobody hears it, the sweep finds it."""
    if not current_app.conf.task_always_eager:
        doorbell.ask(current_app.signature(COMBINE), [])


def waiting_for(seat):
    """Open rankings in which this seat has not said anything yet."""
    found = Ranking.objects.filter(plan__committee=seat.committee_id, closed_at=None)
    silent = found.exclude(ballots__seat=seat)
    return [ranking for ranking in silent.select_related("plan__call") if may_rank(ranking, seat)]
