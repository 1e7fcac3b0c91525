"""To close a round: asked for on a page, done by a worker, once however often it is pressed.

While it goes on the sheets of the stage are shut. A worker that dies has written nothing: the
seal, the end of the round and the end of the job are one transaction.
"""

from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from proposals.grounds import MoveRefused
from pyp_portal import clock
from pyp_portal.history.services import record
from pyp_portal.papers import making
from pyp_portal.papers.services import ring
from selection import round_emails
from selection.models import Closing
from selection.services import rounds, sealing
from selection.services.holding import hold


class NotWanted(Exception):
    """The closing was taken back, or another worker has it, while the table was read."""


@transaction.atomic
def ask_closing(plan, stage, *, reason="", by):
    """Shut the sheets of a stage now, and have its table frozen by a worker.

    Refuses what ``sealing.close_round`` would refuse, and while it is asked for already.
    """
    hold(plan)
    if rounds.is_closing(plan.call_id, stage):
        raise MoveRefused(_("This round is being closed already."))
    sealing.refuse_unless_closable(plan, stage, reason)
    asked = Closing.objects.create(
        plan=plan,
        stage=stage,
        reason=reason,
        asked_by=by,
        asked_at=clock.now(),
        total=rounds.sheets_of(plan, stage).count(),
    )
    record(plan, "closing of a round asked", by=by, stage=str(stage), reason=reason)
    transaction.on_commit(lambda: ring(asked), robust=True)
    return asked


@transaction.atomic
def cancel_closing(asked, *, by):
    """Take it back while the table is not sealed: the sheets open again as they were."""
    asked = hold(asked, "plan")
    if not asked.is_working:
        raise MoveRefused(_("The round is closed already, or this was taken back."))
    asked.cancelled_at = clock.now()
    asked.save(update_fields=["cancelled_at"])
    record(asked.plan, "closing of a round taken back", by=by, stage=asked.stage)
    return asked


# --- The worker
def make(closing_id):
    """Close the round. Running it again is harmless: a closing is taken once."""
    found = Closing.objects.select_related("plan__call", "plan__committee", "asked_by")
    asked = found.filter(pk=closing_id).first()
    if asked is None or not asked.take():
        return
    try:
        with making.attempt(asked):
            _close(asked)
    except NotWanted:
        return


def _close(asked):
    try:
        read = sealing.read_table(asked.plan, asked.stage, tell=partial(_tell, asked))
        _seal(asked, read)
    except MoveRefused as refused:
        _stop(asked.mine(), refused.sentence)


@transaction.atomic
def _seal(asked, read):
    """Seal, end of the round and end of the job: all of them or none."""
    made = sealing.close_round(
        asked.plan, asked.stage, reason=asked.reason, by=asked.asked_by, read=read
    )
    if not making.settle(asked, seal=made, sha256=made.sha256, done=asked.total):
        raise NotWanted


def _tell(asked, done):
    """Note how far it is; ends the work where it is not wanted any more."""
    if not asked.mine().update(done=done, claimed_at=clock.now()):
        raise NotWanted


@transaction.atomic
def _stop(rows, sentence):
    """The round is not closed; who asked is told, and may ask again."""
    stopped = list(rows.select_related("plan__call", "asked_by"))
    making.stop(rows, refusal=sentence)
    for asked in stopped:
        round_emails.closing_stopped(asked, sentence)


def close_waiting():
    """Ring for what waits or whose worker died; give up on what was tried too often."""
    for pk in list(Closing.objects.given_up().values_list("pk", flat=True)):
        _stop(Closing.objects.given_up().filter(pk=pk), "")
    for asked in making.due(Closing):
        ring(asked)
