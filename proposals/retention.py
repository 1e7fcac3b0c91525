"""How long proposals that came to nothing are kept (section 8.1)."""

from datetime import timedelta

from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from proposals.models import Answers, Proposal
from proposals.services.practising import delete
from proposals.states import State
from pyp_portal.history.services import record
from pyp_portal.privacy.schedule import Rule, Then
from pyp_portal.uploads.services import let_go

YEAR = timedelta(days=365)
CAME_TO_NOTHING = (
    State.NOT_SELECTED,
    State.NOT_SHORTLISTED,
    State.INELIGIBLE,
    State.WITHDRAWN,
    State.MERGED,
)
CONTACTS = ("contact_name", "contact_position", "contact_phone", "contact_email", "alt_contact")


def ended(moment, kept, *states):
    """Proposals in these states whose end is longer ago than they are kept."""
    found = Proposal.objects.filter(state__in=states).annotate(
        over_at=Coalesce("ended_at", "decided_at", "updated_at")
    )
    return found.filter(over_at__lte=moment - kept)


def over_at(proposal):
    return proposal.ended_at or proposal.decided_at or proposal.updated_at


def old_drafts(moment):
    """Drafts that nobody handed in, and from which no later proposal was copied."""
    return ended(moment, YEAR, State.EXPIRED).filter(later=None)


def delete_draft(proposal, by):
    """Nothing of it is left but its history, which ends with this."""
    record(proposal, "retention_over", by=by)
    return {"proposals": 1, "files": delete([proposal])}


def old_failures(moment):
    return ended(moment, 5 * YEAR, *CAME_TO_NOTHING)


def empty(proposal, by):
    """Files, contacts and the talk beside it go; what is counted, and the decision, stays."""
    files = [one.file for one in proposal.attachments.select_related("file")]
    gone = sum(let_go(file) for file in files)
    proposal.comments.all().delete()
    proposal.edits.all().delete()
    proposal.kept_texts.all().delete()
    for answers in Answers.objects.select_for_update().filter(proposal=proposal):
        for key in CONTACTS:
            answers.data.pop(key, None)
        answers.save(update_fields=["data"])
    record(proposal, "retention_over", by=by, files=gone)
    return {"proposals": 1, "files": gone}


RULES = (
    Rule(
        "expired-drafts",
        _("Drafts that were never handed in"),
        _("1 year after the call closed"),
        Then.DELETE,
        due=old_drafts,
        since=over_at,
        act=delete_draft,
    ),
    Rule(
        "ended-proposals",
        _("Files and contacts of proposals that were not selected, withdrawn or not eligible"),
        _("5 years after the result; figures and the decision are kept"),
        Then.DELETE,
        due=old_failures,
        since=over_at,
        act=empty,
        once=True,
    ),
)
