"""Reading packs: what a member has to read, bound to one PDF that bears their name on each page.

Asked for and made like an export. This module is what the web needs of it; how a pack is
bound is in ``binding``, which only the tasks import.
"""

from django.urls import reverse
from django.utils.translation import gettext as _

from proposals.exports import may_fetch as may_fetch_proposals
from pyp_portal.papers import exporting
from pyp_portal.papers.models import Export
from selection.kinds import Stage
from selection.models import ScoreSheet, SelectionPlan

KIND = "selection.pack"


def order(request, plan, *, code="", back):
    """Ask for the pack of one proposal, or of all that one still reads this year.

    The name of the file says neither who proposes nor what.
    """
    what = code or _("all my proposals")
    return exporting.order(
        request,
        KIND,
        title=_("Reading pack %(what)s") % {"what": what},
        note=_("Proposal and attachments, to be read by you alone"),
        back=back,
        formats=(Export.Format.PDF,),
        year=plan.year,
        code=code,
    )


def back_to(plan):
    """The page from which all is asked for."""
    return reverse("selection:tasks", args=[plan.year])


def sheets_of(export):
    """The sheets whose proposals go into a pack, as the asker may see them now."""
    wanted = export.parameters
    plan = SelectionPlan.objects.get(call__fiscal_year=wanted["year"])
    mine = ScoreSheet.objects.visible_to(export.asked_by).of_plan(plan)
    mine = mine.filter(seat__user=export.asked_by, stage=Stage.DOC, recused_at=None)
    found = mine.filter(proposal__code=wanted["code"]) if wanted["code"] else mine.waiting()
    return found.in_turn().for_list().select_related("proposal__call")


def may_fetch(export, user):
    """Who asked, while nothing of what they may see has changed; auditors (S3, S36)."""
    return may_fetch_proposals(export, user)
