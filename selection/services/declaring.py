"""Interests: what members declare before each round, and stepping aside late."""

from django.db import transaction
from django.db.models import Count, Q
from django.utils.translation import gettext as _

from proposals.grounds import MoveRefused
from proposals.states import State
from pyp_portal import clock
from pyp_portal.history.services import record
from selection.kinds import Severity, Stage, Verdict
from selection.models import Assignment, Conflict, TieVerdict
from selection.services import doors, sealing, sheets
from selection.services.suggesting import suggestion, suggestions

REASON_MIN = 10
DECLARABLE = (State.ELIGIBLE, State.REVIEWING, State.SHORTLISTED, State.PITCHED)
BEFORE_PITCH = (State.SHORTLISTED, State.PITCHED)


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


def to_redeclare(plan, user, seat):
    """What is through to the pitch and was declared about before the written round only."""
    found = to_declare(plan, user).filter(state=State.SHORTLISTED)
    if not (plan.redeclare_for_pitch and plan.holds_pitch):
        return found.none()
    return found.filter(pk__in=seat.conflicts.filter(occasion=Stage.DOC).values("proposal"))


def declarations_due(plan, user, seat):
    """(proposals never declared about, those to be declared once more), in one statement."""
    said = seat.conflicts.values("proposal")
    again = Q(state=State.SHORTLISTED, pk__in=said.filter(occasion=Stage.DOC))
    asked = to_declare(plan, user).aggregate(
        silent=Count("pk", filter=~Q(pk__in=said)), again=Count("pk", filter=again)
    )
    is_asked_again = plan.redeclare_for_pitch and plan.holds_pitch
    return asked["silent"], asked["again"] if is_asked_again else 0


def declared_ties(plan, user):
    """What members declared beyond "no interest", about proposals not closed to this person."""
    closed = user.accesses.filter(kind="closed").values("proposal")
    found = Conflict.objects.filter(seat__committee__plan=plan).exclude(severity=Severity.NONE)
    return found.exclude(proposal__in=closed).select_related("seat__user", "proposal__lead_agency")


@transaction.atomic
def declare(seat, proposal, severity, *, kind="", reason="", by=None, was_suggested=None):
    """A member says what ties them to a proposal; a hard interest shuts it to them at once.

    It holds for the round that comes next: the written one, or the pitch once the proposal is
    through to it. Refuses to take back an interest that was settled for good.
    """
    _check(severity, reason)
    _refuse_if_settled(seat, proposal, severity)
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
            "occasion": occasion_of(proposal),
            "declared_at": clock.now(),
        },
    )
    _follow(conflict, before)
    sealing.follow_recusal(conflict, by=by or seat.user)
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


def occasion_of(proposal):
    """For which round a declaration made now holds."""
    return Stage.PITCH if proposal.state in BEFORE_PITCH else Stage.DOC


def _refuse_if_settled(seat, proposal, severity):
    pinned = TieVerdict.objects.filter(seat=seat, proposal=proposal, verdict=Verdict.PINNED)
    if severity != Severity.HARD and pinned.exists():
        raise MoveRefused(_("This interest has been settled for good; the chair may change it."))


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
        _resume(seat, proposal)


def _resume(seat, proposal):
    """Whoever was given the proposal goes on reading it where a new tie had interrupted them."""
    given = seat.assignments.filter(proposal=proposal)
    written = seat.sheets.filter(proposal=proposal, stage=Stage.DOC, submitted_at=None)
    if proposal.state == State.REVIEWING and given.exists() and written.exists():
        doors.open_to_reader(seat, proposal)
        sheets.open_doc_sheet(seat, proposal, proposal.call.selection_plan.sheets_due)


def _step_aside(seat, proposal):
    """Whoever has a hard interest reads, scores and decides no more; sheets stay, uncounted."""
    Assignment.objects.filter(seat=seat, proposal=proposal).delete()
    doors.take_from_reader(seat, proposal)
    doors.shut(seat, proposal)
    written = seat.sheets.filter(proposal=proposal, recused_at=None)
    for sheet in written:
        record(sheet, "recused")
    written.update(recused_at=clock.now())


@transaction.atomic
def declare_none_for_rest(seat, proposals, *, by=None):
    """One declaration for all proposals left, where neither record nor member sees a tie."""
    known = set(seat.conflicts.values_list("proposal_id", flat=True))
    suspected = {key[1] for key in suggestions([seat], proposals)}
    rest = [p for p in proposals if p.pk not in known and p.pk not in suspected]
    return [declare(seat, p, Severity.NONE, by=by, was_suggested=False) for p in rest]


@transaction.atomic
def declare_unchanged(seat, proposals, *, by=None):
    """Before the pitch: nothing has changed since the written round, for all of these at once.

    Those to which the records show a new tie stay: each of them asks for words of its own.
    """
    suspected = {key[1] for key in suggestions([seat], proposals)}
    rows = seat.conflicts.filter(proposal__in=proposals).select_related("proposal")
    kept = [row for row in rows if row.was_suggested or row.proposal_id not in suspected]
    for row in kept:
        row.occasion, row.declared_at = Stage.PITCH, clock.now()
        row.save(update_fields=["occasion", "declared_at"])
        record(row, "declared", by=by or seat.user, after=row.severity, unchanged=True)
    return kept


def silent_before_pitch(plan, seats, proposals):
    """Members who must declare once more before they judge these pitches, in their order."""
    if not plan.redeclare_for_pitch:
        return []
    asked = {proposal.pk for proposal in proposals if proposal.state in BEFORE_PITCH}
    said = Conflict.objects.filter(seat__in=seats, proposal__in=asked)
    told = {(row.seat_id, row.proposal_id) for row in said if row.is_hard or row.is_for_pitch}
    return [seat for seat in seats if any((seat.pk, key) not in told for key in asked)]


def recuse_late(seat, proposal, *, reason, kind="OTHER", by=None):
    """A tie that shows only later (K7): from now on as if declared before; acts stay valid."""
    return declare(seat, proposal, Severity.HARD, kind=kind, reason=reason, by=by)
