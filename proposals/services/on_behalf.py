"""Enter for an agency what it sent on paper, with the scan beside it (section 10.3)."""

from django.db import transaction
from django.utils.translation import gettext as _

from proposals import on_behalf_emails
from proposals.models import Attachment, Call, OnBehalf, Proposal
from proposals.services.filing import MEGABYTE, keep, only_if_used
from proposals.services.starting import CannotStart, start
from pyp_portal import clock
from pyp_portal.history.services import record
from pyp_portal.templatetags.thai import thai_datetime
from pyp_portal.uploads.services import store

KINDS = ("pdf", "image")
MOST = 20 * MEGABYTE


def enter_on_behalf(call, agency, by, scan, *, received_on, letter_no=""):
    """T01: a draft of the agency, entered by an officer from paper; the agency is told.

    ``ValidationError`` bears what is wrong with the scan, ``CannotStart`` why there is no draft.
    """
    file = store(scan, by=by, kinds=KINDS, max_bytes=MOST)
    with only_if_used(file):
        return begin(call, agency, by, file, received_on, letter_no)


@transaction.atomic
def begin(call, agency, by, file, received_on, letter_no):
    """With the stored scan; the same scan makes one draft, however often it is sent."""
    Call.objects.select_for_update().values_list("pk").get(pk=call.pk)
    if first := entered_before(call, agency, file):
        words = {"who": first.entered_by, "code": first.proposal.code}
        when = thai_datetime(first.entered_at)
        raise CannotStart(
            _("%(who)s entered this paper on %(when)s already: %(code)s.") % {**words, "when": when}
        )
    proposal = start(call, agency, by, origin=Proposal.Origin.PAPER)
    entry = OnBehalf.objects.create(
        proposal=proposal,
        received_on=received_on,
        letter_no=letter_no,
        scan=keep(proposal, file, Attachment.Kind.PAPER, by),
        entered_by=by,
        entered_at=clock.now(),
    )
    record(
        proposal,
        "entered_on_behalf",
        by=by,
        reason=letter_no,
        received_on=received_on,
        sha256=file.sha256,
    )
    on_behalf_emails.begun(entry, proposal)
    return proposal


def entered_before(call, agency, file):
    """The entry that was made of the same scan, or None."""
    found = OnBehalf.objects.filter(
        proposal__call=call, proposal__lead_agency=agency, scan__file__sha256=file.sha256
    )
    return found.select_related("proposal", "entered_by").first()
