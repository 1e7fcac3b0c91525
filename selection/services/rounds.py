"""Rounds of scoring: which one runs, who is missing, open the second (independent again)."""

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from proposals.grounds import MoveRefused
from pyp_portal import clock
from pyp_portal.history.services import record
from selection import round_emails
from selection.kinds import Stage
from selection.models import Closing, Round, Score, ScoreSheet, Seal
from selection.services.holding import hold


def last_round(plan, stage):
    """The last round that was opened or closed of a stage, or None while the first just runs."""
    found = Round.objects.filter(plan=plan, stage=stage).select_related("plan__call")
    return found.order_by("number").last()


def number_now(plan, stage):
    """The number of the round in which a sheet that is submitted now belongs."""
    last = last_round(plan, stage)
    return last.number if last else 1


def is_closed(plan, stage):
    """True once the last round of a stage is closed and no other one has been opened."""
    last = last_round(plan, stage)
    return bool(last and last.closed_at)


def runs_again(plan, stage):
    """True while a second or later round of a stage is open: sheets may change, with a reason."""
    last = last_round(plan, stage)
    return bool(last and last.number > 1 and last.closed_at is None)


def last_seal(plan, stage):
    """The newest seal of a stage, or None."""
    found = Seal.objects.filter(round__plan=plan, round__stage=stage)
    return found.select_related("round").order_by("version").last()


def is_closing(call_id, stage):
    """True from the moment at which closing a round was asked for until its table is sealed."""
    return Closing.objects.working().filter(plan__call=call_id, stage=stage).exists()


def sheets_of(plan, stage):
    """All score sheets of a stage of the year."""
    return ScoreSheet.objects.of_plan(plan).filter(stage=stage)


def opened_again(plan, stage):
    """Sheets that were opened again and are not handed in yet.

    Those that were submitted once, and those that were missing when the chair closed the points.
    """
    was_in, is_let_in = Q(versions__isnull=False), Q(reopenings__is_granted=True)
    is_let_in &= Q(reopenings__done_at=None)
    found = sheets_of(plan, stage).filter(was_in | is_let_in, submitted_at=None, frozen_at=None)
    return found.filter(recused_at=None, abstained_at=None).distinct()


@transaction.atomic
def open_second_round(plan, *, by=None):
    """Members score the documents once more, each for themself; who changes nothing stands.

    Refuses unless the plan has two rounds and the first is closed.
    """
    held = hold(plan)
    if held.rounds < 2:
        raise MoveRefused(_("The plan of this year has one round."))
    last = last_round(plan, Stage.DOC)
    if last is None or not last.closed_at:
        raise MoveRefused(_("Close the first round before the second is opened."))
    if last.number >= held.rounds:
        raise MoveRefused(_("The second round has been opened already."))
    second = Round.objects.create(
        plan=plan, stage=Stage.DOC, number=last.number + 1, opened_at=clock.now(), opened_by=by
    )
    unseal(sheets_of(plan, Stage.DOC).filter(submitted_at=None))
    record(second, "opened", by=by)
    judges = plan.committee.seats.active().filter(sheets__stage=Stage.DOC).distinct()
    for seat in judges.select_related("user"):
        round_emails.second_round(second, seat.user)
    return second


def unseal(sheets):
    """These sheets may be written again."""
    Score.objects.filter(sheet__in=sheets.values("pk"), is_sealed=True).update(is_sealed=False)
    return sheets.update(sealed_at=None)
