"""Interests: what the records suggest, what members declare, and stepping aside late."""

from django.db import transaction
from django.utils.translation import gettext as _

from proposals.grounds import MoveRefused
from proposals.models import Answers
from proposals.states import State
from pyp_portal import clock
from pyp_portal.accounts.models import Agency
from pyp_portal.history.services import record
from selection import interests
from selection.kinds import Severity
from selection.models import Assignment, Conflict
from selection.services import doors

REASON_MIN = 10
DECLARABLE = (State.ELIGIBLE, State.REVIEWING, State.SHORTLISTED, State.PITCHED)


def to_declare(plan, user):
    """What a member declares about: all that is judged this year and not closed to them.

    Before the review opens they have no row of access yet, so this asks for "closed" only.
    """
    closed = user.accesses.filter(kind="closed").values("proposal")
    found = plan.call.proposals.filter(state__in=DECLARABLE).exclude(pk__in=closed)
    return found.select_related("lead_agency__province").prefetch_related("partners")


def undeclared(plan, user, seat):
    """What a member has said nothing about."""
    return to_declare(plan, user).exclude(pk__in=seat.conflicts.values("proposal"))


def declared_ties(plan, user):
    """What members declared beyond "no interest", about proposals not closed to this person."""
    closed = user.accesses.filter(kind="closed").values("proposal")
    found = Conflict.objects.filter(seat__committee__plan=plan).exclude(severity=Severity.NONE)
    return found.exclude(proposal__in=closed).select_related("seat__user", "proposal__lead_agency")


def suggestions(seats, proposals):
    """{(seat id, proposal id): kind of interest} that the agencies' records show."""
    people = {seat.pk: _person(seat) for seat in seats}
    parent_of = _parents(people.values(), proposals)
    named = nominees(proposals)
    parties = {p.pk: _parties(p, named.get(p.pk, ())) for p in proposals}
    found = {
        (seat, proposal): interests.suggest(person, party, parent_of)
        for seat, person in people.items()
        for proposal, party in parties.items()
    }
    return {key: kind for key, kind in found.items() if kind}


def _parents(people, proposals):
    """The parent of each agency that has one and stands behind a member or a proposal."""
    asked = {p.lead_agency_id for p in proposals}.union(*(one.agencies for one in people))
    found = Agency.objects.filter(pk__in=asked).exclude(parent=None)
    return dict(found.values_list("pk", "parent_id"))


def _person(seat):
    agencies = {m.agency_id for m in seat.user.memberships.all() if _holds(m)}
    profile = getattr(seat.user, "profile", None)
    if profile and profile.agency_id:
        agencies.add(profile.agency_id)
    user = seat.user
    return interests.Person(
        user.pk, frozenset(agencies), f"{user.given_th} {user.family_th}".strip()
    )


def _holds(membership):
    return membership.approved_at is not None and membership.ended_at is None


def nominees(proposals):
    """Names of the participants that proposals name (F53), in one statement."""
    rows = Answers.objects.filter(proposal__in=proposals).values_list("proposal", "data__nominees")
    return {
        proposal: tuple(row.get("name", "") for row in named) for proposal, named in rows if named
    }


def _parties(proposal, named):
    partners = {p.agency_id for p in proposal.partners.all() if p.agency_id}
    return interests.Parties(
        proposal.lead_agency_id, frozenset(partners), frozenset({proposal.owner_id}), named
    )


def with_agencies(seats):
    """Seats with what ``suggestions`` asks about, in three statements."""
    return seats.select_related("user__profile").prefetch_related("user__memberships")


def suggestion(seat, proposal):
    """The interest that the records show between one member and one proposal, or ""."""
    return suggestions([seat], [proposal]).get((seat.pk, proposal.pk), "")


@transaction.atomic
def declare(seat, proposal, severity, *, kind="", reason="", by=None, was_suggested=None):
    """A member says what ties them to a proposal; a hard interest shuts it to them at once."""
    _check(severity, reason)
    known = bool(suggestion(seat, proposal)) if was_suggested is None else was_suggested
    before = Conflict.objects.filter(seat=seat, proposal=proposal).first()
    conflict, _is_new = Conflict.objects.update_or_create(
        seat=seat,
        proposal=proposal,
        defaults={
            "severity": severity,
            "kind": kind,
            "reason": reason,
            "was_suggested": known,
            "declared_at": clock.now(),
        },
    )
    _follow(conflict, before)
    record(
        conflict,
        "declared",
        by=by or seat.user,
        before=before.severity if before else "",
        after=severity,
        reason=reason,
        kind=kind,
    )
    return conflict


def _check(severity, reason):
    if severity not in Severity.values:
        raise MoveRefused(_("Choose what ties you to this proposal."))
    if severity != Severity.NONE and len(reason.strip()) < REASON_MIN:
        raise MoveRefused(
            _("Say in at least %(min)d characters what ties you to it.") % {"min": REASON_MIN}
        )


def _follow(conflict, before):
    """Doors, assignments and sheets follow the declaration."""
    seat, proposal = conflict.seat, conflict.proposal
    if conflict.is_hard:
        _step_aside(seat, proposal)
        return
    if before is not None and before.is_hard:
        doors.unshut(seat, proposal)
    if doors.is_open(proposal) and seat.is_active:
        doors.open_to_member(seat, proposal)


def _step_aside(seat, proposal):
    """Whoever has a hard interest reads, scores and decides no more; sheets stay, uncounted."""
    Assignment.objects.filter(seat=seat, proposal=proposal).delete()
    doors.take_from_reader(seat, proposal)
    doors.shut(seat, proposal)
    sheets = seat.sheets.filter(proposal=proposal, recused_at=None)
    for sheet in sheets:
        record(sheet, "recused")
    sheets.update(recused_at=clock.now())


@transaction.atomic
def declare_none_for_rest(seat, proposals, *, by=None):
    """One declaration for all proposals left, where neither record nor member sees a tie."""
    known = set(seat.conflicts.values_list("proposal_id", flat=True))
    suspected = {key[1] for key in suggestions([seat], proposals)}
    rest = [p for p in proposals if p.pk not in known and p.pk not in suspected]
    return [declare(seat, p, Severity.NONE, by=by, was_suggested=False) for p in rest]


def recuse_late(seat, proposal, *, reason, kind="OTHER", by=None):
    """A tie that shows only later (K7): from now on as if declared before; acts stay valid."""
    return declare(seat, proposal, Severity.HARD, kind=kind, reason=reason, by=by)
