"""All proposals that a list shows, as they were handed in, in one PDF: what the web needs of it.

How the booklet is bound is in ``booklet_pdf``, which only the tasks import.
"""

from django.utils.translation import gettext as _

from proposals import permissions
from proposals.exports import may_fetch as may_fetch_proposals
from proposals.forms.listing import FilterForm
from proposals.models import Proposal
from pyp_portal.papers import exporting
from pyp_portal.papers.kinds import Kind
from pyp_portal.papers.models import Export, Paper

KIND = "proposals.booklet"
MOST = 2000  # proposals in one file


def order(request, seen, back):
    """Ask for the booklet of what the list shows."""
    return exporting.order(
        request,
        KIND,
        title=_("Proposals as one booklet"),
        note=" · ".join(seen.form.words()),
        back=back,
        formats=(Export.Format.PDF,),
        **seen.form.asked(),
    )


def why_not(seen):
    """The sentence by which a booklet of this list is refused, or ""."""
    found = papers_of(seen.fitting()).values("record_id").distinct().count()
    if not found:
        return _("No proposal that was handed in fits, so there is nothing to bind.")
    if found > MOST:
        return _("A booklet holds %(most)s proposals at most. Narrow the list first.") % {
            "most": f"{MOST:,}"
        }
    return ""


def form_of(export):
    """The filters of the list as they were."""
    return FilterForm(export.parameters, inside=permissions.reads_all(export.asked_by))


def papers_of(proposals):
    """The full proposals (PD-03) as they were handed in, of these proposals."""
    about = Paper.objects.official().filter(kind=Kind.PROPOSAL)
    about = about.filter(record_type=Proposal._meta.label_lower)
    return about.filter(record_id__in=map(str, proposals.order_by().values_list("pk", flat=True)))


def may_fetch(export, user):
    """Who reads every proposal, and may still see all that are in the file (S3, S36)."""
    return permissions.reads_all(user) and may_fetch_proposals(export, user)
