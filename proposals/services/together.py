"""One act on several proposals of the list: looked at row by row first, then all or none."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from proposals import telling
from proposals.grounds import Grounds, MoveRefused
from proposals.models import Access, Proposal
from proposals.services.moving import move, touch
from proposals.states import TERMINAL, State
from pyp_portal.access import require
from pyp_portal.accounts.refusals import Refused
from pyp_portal.history.services import record

MOST = 500  # rows at once
OWNER, START = "owner", "start"


@dataclass(frozen=True)
class Line:
    """What would happen to one proposal, or why it stays as it is."""

    proposal: Proposal
    will: str = ""
    stays: str = ""


def looked_at(act, codes, *, by, target=None):
    """The line of each of these proposals that ``by`` may see, in the order of the list (S1)."""
    require(by.is_sto_staff)
    visible = Proposal.objects.visible_to(by).filter(code__in=codes)
    return _lines(act, visible.for_list().order_by("-code")[:MOST], target)


@transaction.atomic
def do_together(act, versions, *, by, target=None):
    """Do it to all of these; ``versions`` maps codes to the versions that the preview showed.

    Raises ``Refused`` where one is no longer as it was shown, or stays as it is for a reason;
    then nothing has changed. Each officer concerned gets one letter.
    """
    require(by.is_sto_staff)
    visible = Proposal.objects.visible_to(by).filter(code__in=versions)
    keys = list(visible.order_by("pk").values_list("pk", flat=True))
    list(Proposal.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk"))
    lines = _lines(act, Proposal.objects.filter(pk__in=keys).for_list().order_by("pk"), target)
    _refuse_what_stays(lines, versions)
    return DO[act]([line.proposal for line in lines], by, target)


def _refuse_what_stays(lines, versions):
    """All or none, and the sentence says which ones are in the way."""
    stay = [line for line in lines if line.stays]
    if stay and len(stay) == len(lines) == len(versions):
        raise Refused(_("Nothing is left to do: %(why)s") % {"why": stay[0].stays})
    changed = [line for line in lines if str(line.proposal.version) != versions[line.proposal.code]]
    codes = sorted({line.proposal.code for line in [*stay, *changed]})
    if codes or len(lines) != len(versions):
        raise Refused(
            _("Something changed meanwhile (%(codes)s). Nothing was done; look at the list again.")
            % {"codes": ", ".join(codes) or "–"}
        )


def _lines(act, rows, target):
    rows = list(rows)
    closed = set()
    if target:
        barred = Access.objects.filter(user=target, kind=Access.Kind.CLOSED, proposal__in=rows)
        closed = set(barred.values_list("proposal", flat=True))
    return [SAY[act](row, target, row.pk in closed) for row in rows]


def _say_owner(proposal, target, is_closed):
    """Whose case it would be."""
    if proposal.state in TERMINAL:
        return Line(proposal, stays=_("It has come to an end."))
    if is_closed:
        return Line(proposal, stays=_("Not open to the new owner; it stays."))
    if proposal.case_owner_id == target.pk:
        return Line(proposal, stays=_("%(who)s owns this case already.") % {"who": target})
    words = {"before": proposal.case_owner or _("nobody"), "after": target}
    return Line(proposal, will=_("Owner: %(before)s → %(after)s") % words)


def _say_start(proposal, _target, _is_closed):
    """T05: the check would begin."""
    if proposal.state == State.SCREENING:
        return Line(proposal, stays=_("Its check has begun already."))
    if proposal.state != State.SUBMITTED:
        label = State(proposal.state).label
        return Line(proposal, stays=_("The state is “%(state)s”.") % {"state": label})
    if proposal.case_owner_id is None:
        return Line(proposal, stays=_("Nobody owns the case yet; give it an owner first."))
    return Line(proposal, will=_("The check begins today."))


def _give(proposals, by, target):
    """Each proposal to the target; the officers who had it and the one who gets it are told."""
    if not target.is_sto_staff:
        raise Refused(_("Choose another officer of the PYP Office."))
    before = {proposal.pk: proposal.case_owner for proposal in proposals}
    for proposal in proposals:
        proposal.case_owner = target
        touch(proposal)
        had_owner = before[proposal.pk] is not None
        record(proposal, "case_taken", by=by, officer=target.pk, had_owner=had_owner)
    telling.cases_given([(proposal, before[proposal.pk]) for proposal in proposals], target, by)
    return proposals


def _start(proposals, by, _target):
    """T05 for each of them."""
    try:
        return [move(proposal, "start_screening", Grounds(by=by)) for proposal in proposals]
    except MoveRefused as refused:
        raise Refused(refused.sentence) from refused


SAY = {OWNER: _say_owner, START: _say_start}
DO = {OWNER: _give, START: _start}
