"""Give the cases of one officer to another: all of them or some, in one act and one letter."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from proposals import emails
from proposals.models import Access, Proposal
from proposals.states import TERMINAL
from pyp_portal.accounts.refusals import Refused
from pyp_portal.history.services import record

MOST = 500


@dataclass(frozen=True)
class Case:
    """A case as the preview shows it: the proposal, and why it stays where it is."""

    proposal: Proposal
    stays: str = ""


def cases_of(officer, target, by):
    """What would move: ongoing cases that ``by`` may see; one closed to the target stays.

    Proposals that are closed to ``by`` are neither shown nor moved (S1).
    """
    mine = Proposal.objects.visible_to(by).filter(case_owner=officer).ongoing()
    rows = list(mine.for_list().order_by("-code")[:MOST])
    closed = set()
    if target:
        barred = Access.objects.filter(user=target, kind=Access.Kind.CLOSED)
        closed = set(barred.filter(proposal__in=rows).values_list("proposal", flat=True))
    why = _("Not open to the new owner; it stays.")
    return [Case(row, why if row.pk in closed else "") for row in rows]


@transaction.atomic
def reassign(codes, officer, target, *, by):
    """Move these cases; all or none. Each of the two officers gets one letter with the list.

    Raises ``Refused`` where one is no longer this officer's, has ended, or may not move.
    """
    if not target.is_sto_staff or officer == target:
        raise Refused(_("Choose another officer of the PYP Office."))
    asked = Proposal.objects.visible_to(by).filter(code__in=codes)
    keys = list(asked.order_by("pk").values_list("pk", flat=True))
    list(Proposal.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk"))
    rows = list(Proposal.objects.filter(pk__in=keys).for_list().order_by("code"))
    may_see = set(Proposal.objects.visible_to(target).filter(pk__in=keys))
    late = [row.code for row in rows if row.case_owner_id != officer.pk or row.state in TERMINAL]
    late += [row.code for row in rows if row not in may_see]
    if late or len(rows) != len(set(codes)):
        raise Refused(
            _("Something changed meanwhile (%(codes)s). Nothing was moved; look at the list again.")
            % {"codes": ", ".join(late) or "–"}
        )
    for row in rows:
        row.case_owner = target
        row.save(update_fields=["case_owner"])
        record(row, "case_taken", by=by, officer=target.pk, had_owner=True)
    if rows:
        emails.reassigned(rows, officer, target, by)
    return rows
