"""Begin a proposal (T01)."""

from django.db import transaction
from django.utils.translation import gettext as _

from proposals.grounds import MoveRefused
from proposals.models import Answers, Call, Proposal
from proposals.models.proposals import PRACTICE
from proposals.services.extending import end_for
from proposals.services.finding import reindex
from proposals.states import State
from pyp_portal import clock
from pyp_portal.accounts.services.agencies import standing_agency
from pyp_portal.history.services import record

GONE = (State.WITHDRAWN, State.EXPIRED, State.MERGED)


class CannotStart(MoveRefused):
    """The call takes no draft of this agency now."""


@transaction.atomic
def start(call, agency, by, *, number=None, origin=Proposal.Origin.AREA):
    """T01: an empty draft of ``agency`` in ``call``, with what is known of ``by`` filled in.

    ``number`` gives the proposal a number of its own instead of the next one.
    """
    agency = standing_agency(agency)
    call = Call.everything.select_for_update().get(pk=call.pk)
    if sentence := cannot_start(call, agency):
        raise CannotStart(sentence)
    now = clock.now()
    proposal = Proposal.objects.create(
        code=next_code(call, number),
        call=call,
        lead_agency=agency,
        form_version_id=call.form_version_id,
        origin=origin,
        province_id=agency.province_id,
        owner=by,
        extended_until=None if call.is_open else end_for(call, agency),
        created_at=now,
        updated_at=now,
    )
    Answers.objects.create(
        proposal=proposal, data=known_of(None if origin == Proposal.Origin.PAPER else by, agency)
    )
    record(proposal, "create", by=by, after=State.DRAFT, origin=origin)
    reindex(proposal)
    return proposal


def cannot_start(call, agency):
    """Why this agency cannot begin a draft now; empty when it can."""
    early = clock.now() < call.last_moment and call.takes_drafts
    if not early and end_for(call, agency) is None:
        return _("This call takes no new drafts now.")
    if not call.admits(agency):
        return _("Agencies of this kind cannot propose in this call.")
    own = Proposal.everything.filter(call=call, lead_agency=agency).exclude(state__in=GONE)
    if own.count() >= call.max_per_agency:
        return _("Your agency has %(most)d proposals in this call, which is the limit.") % {
            "most": call.max_per_agency
        }
    return ""


def next_code(call, number=None):
    """P68-0001 and on (T68-0001 for practice), by the numbers of the call, whose row is locked."""
    number = number or call.last_number + 1
    call.last_number = max(call.last_number, number)
    call.save(update_fields=["last_number"])
    letter = PRACTICE if call.is_practice else "P"
    return f"{letter}{call.fiscal_year % 100}-{number:04d}"


def known_of(by, agency):
    """What need not be typed again: the person's own contact, the agency's own mailbox.

    An officer who enters a paper is not the contact of the agency: then ``by`` is None.
    """
    known = {"saraban_email": agency.saraban_email} | (contact_of(by) if by else {})
    return {key: value for key, value in known.items() if value}


def contact_of(by):
    profile = getattr(by, "profile", None)
    return {
        "contact_name": by.name_th,
        "contact_position": profile.position_th if profile else "",
        "contact_phone": by.phone,
        "contact_email": by.email,
    }
