"""What an agency is told of what the office entered for it from paper."""

from proposals.emails import FOLDER
from pyp_portal.accounts.models import Membership
from pyp_portal.outbox.services import address_of, post_each


def people_of_agency(proposal):
    """All who work for the agency, its mailbox, and the contact of the draft, each once."""
    members = Membership.objects.active().filter(agency=proposal.lead_agency)
    kept = getattr(proposal, "answers", None)
    answers = kept.data if kept else {}
    found = [member.user for member in members.select_related("user")]
    found += [proposal.lead_agency.saraban_email, answers.get("contact_email")]
    return {address_of(one): one for one in found if one}.values()


def begun(entry, proposal):
    """An officer has begun a draft from the agency's paper."""
    tell("on_behalf_begun", entry, proposal, entry.pk)


def submitted(receipt, proposal):
    """What was entered from paper has been handed in: by whom, and with which receipt."""
    tell("on_behalf_submitted", proposal.on_behalf, proposal, receipt.number, receipt=receipt)


def tell(template, entry, proposal, occasion, **context):
    post_each(
        f"{FOLDER}/{template}.txt",
        to=people_of_agency(proposal),
        occasion=f"{template}:{proposal.code}:{occasion}",
        proposal=proposal,
        entry=entry,
        **context,
    )
