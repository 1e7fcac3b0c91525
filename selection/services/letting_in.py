"""Points that were missing when the chair closed them: asked for after all, with a reason."""

from django.db import transaction
from django.utils.translation import gettext as _

from proposals.grounds import REASON_MIN, MoveRefused, ReasonNeeded
from pyp_portal import clock
from pyp_portal.history.services import record
from selection import permissions, round_emails
from selection.kinds import CHAIRS, CLERKS, Stage
from selection.models import Reopening, ScoreSheet
from selection.services import reopening, rounds, running
from selection.services.holding import hold


def missing(session, user):
    """Sheets that were shut when the points of a session were closed, as this person may open them.

    Never one's own, nor about what is closed to one, nor of who has left the committee.
    """
    shut = running.sheets_of(session).filter(
        frozen_at__isnull=False, submitted_at=None, abstained_at=None, recused_at=None
    )
    return _known(shut, session, user).exclude(seat__user=user)


def let_in(session, user):
    """Sheets that are open again now, as far as this person may know of them."""
    waiting = running.sheets_of(session).waiting()
    granted = Reopening.objects.by_chair().filter(done_at=None)
    return _known(waiting.filter(reopenings__in=granted), session, user)


def _known(sheets, session, user):
    plan = session.plan
    known = plan.call.proposals.visible_to(user)
    active = plan.committee.seats.active()
    rows = sheets.filter(proposal__in=known, seat__in=active).for_list()
    return rows.order_by("proposal__code", "seat__seat_no")


@transaction.atomic
def open_points(session, sheets, *, reason, by):
    """Who chairs, or a clerk on the chair's word, asks for these points after all; all or none.

    After the round was sealed only who chairs may; what is handed in then makes a new version
    of the seal. Nobody opens a sheet of their own.
    """
    if len(reason.strip()) < REASON_MIN:
        raise ReasonNeeded
    session = hold(session, "plan__committee", "plan__call")
    if session.scoring_closed_at is None:
        raise MoveRefused(_("The points of this session are not closed yet."))
    if rounds.is_closing(session.plan.call_id, Stage.PITCH):
        raise MoveRefused(_("This round is being closed already."))
    is_sealed = rounds.is_closed(session.plan, Stage.PITCH)
    if is_sealed and not permissions.can_chair(session.plan, by):
        raise MoveRefused(_("The round is sealed: only who chairs opens its points again."))
    opened = [_open(sheet, reason, by) for sheet in sheets]
    running.turn(session)
    codes = sorted({asked.sheet.proposal.code for asked in opened})
    record(session, "points opened again", by=by, reason=reason, count=len(opened), codes=codes)
    _tell(session, opened, by)
    return opened


def _open(sheet, reason, by):
    sheet = hold(sheet, "seat__user", "proposal__call__selection_plan")
    if sheet.seat.user_id == by.pk:
        raise MoveRefused(_("Somebody else opens your own points again."))
    done = sheet.submitted_at or sheet.abstained_at or sheet.recused_at
    if done or not sheet.frozen_at:
        raise MoveRefused(
            _("The sheet of %(name)s about %(code)s is open or done already: look again.")
            % {"name": sheet.seat.user, "code": sheet.proposal.code}
        )
    if not sheet.is_judged:
        raise MoveRefused(_("This score sheet is read-only: its points are not asked for now."))
    reopening.refuse_if_signed(sheet)
    now = clock.now()
    sheet.frozen_at, sheet.reopened_because = None, reason
    sheet.version += 1
    sheet.save(update_fields=["frozen_at", "reopened_because", "version"])
    record(sheet, "points opened again", by=by, reason=reason)
    return Reopening.objects.create(
        sheet=sheet,
        reason=reason,
        asked_at=now,
        asked_by=by,
        answered_at=now,
        answered_by=by,
        is_granted=True,
    )


def _tell(session, opened, by):
    """Each member once; whoever else chairs or clerks learns that it was done."""
    for seat in {asked.sheet.seat for asked in opened}:
        round_emails.points_opened(session, seat.user, opened[0])
    seats = session.plan.committee.seats.active().filter(role__in=CHAIRS | CLERKS)
    for seat in seats.exclude(user=by).select_related("user"):
        round_emails.points_opened_by(session, seat.user, opened[0], by)


@transaction.atomic
def shut_points(sheet, *, by):
    """What was opened again and never came is shut once more; it counts as missing."""
    sheet = hold(sheet, "proposal")
    granted = sheet.reopenings.by_chair().filter(done_at=None)
    if sheet.submitted_at or not granted.exists():
        raise MoveRefused(_("This score sheet has been handed in or shut already."))
    now = clock.now()
    granted.update(done_at=now)
    ScoreSheet.objects.filter(pk=sheet.pk).update(frozen_at=now)
    record(sheet, "points shut again", by=by)
    return sheet
