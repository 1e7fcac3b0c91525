"""All that room 1 tells people: what, to whom, for which occasion."""

import uuid

from django.urls import reverse

from proposals import permissions
from proposals.telling import own_cases
from pyp_portal.accounts.models import Deputy, User
from pyp_portal.outbox.services import address_of, post, post_each

FOLDER = "proposals/emails"


def people_of(proposal):
    """Main contact, alternative contact and official mailbox; as persons where they sign in.

    Who began the draft is told while no contact has been named yet.
    """
    return people_of_each([proposal])[0]


def people_of_each(proposals):
    """The same for each of these proposals, asking for the persons once."""
    written = [addresses_of(proposal) for proposal in proposals]
    known = {
        user.email.lower(): user for user in User.objects.filter(email__in=set().union(*written))
    }
    return [[known.get(address, address) for address in addresses] for addresses in written]


def addresses_of(proposal):
    """The addresses of those people, each once."""
    kept = getattr(proposal, "answers", None)
    answers = kept.data if kept else {}
    named = [
        answers.get("contact_email"),
        *(row.get("email") for row in answers.get("alt_contact") or []),
        answers.get("saraban_email") or proposal.lead_agency.saraban_email,
    ]
    addresses = dict.fromkeys(address.lower() for address in named if address)
    if not answers.get("contact_email"):
        addresses[proposal.owner.email.lower()] = None
    return list(addresses)


def case_people(proposal):
    """The owner of the case, and who stands in today unless the proposal is closed to them."""
    owner = proposal.case_owner
    if owner is None:
        return []
    standing_in = User.objects.filter(stands_in_for__in=Deputy.objects.on().filter(officer=owner))
    return [owner, *(one for one in standing_in if permissions.can_view(proposal, one))]


def tell(proposal, template, occasion, **context):
    """One mail to the people of a proposal."""
    return post_each(
        f"{FOLDER}/{template}.txt",
        to=people_of(proposal),
        occasion=f"{template}:{proposal.code}:{occasion}",
        proposal=proposal,
        **context,
    )


def receipt(receipt, proposal):
    """T02, T07: it has arrived, with number, moment and hash."""
    tell(proposal, "receipt", receipt.number, receipt=receipt)


def recalled(receipt, proposal, keeps=False):
    """T03: taken back; the receipt is void, unless it is kept for the case of no new one."""
    occasion = f"{receipt.number if receipt else ''}:{proposal.version}"
    tell(proposal, "recalled", occasion, receipt=receipt, keeps=keeps)


def more_time(extension, proposal):
    """The call is open longer for this proposal."""
    tell(proposal, "more_time", extension.uid, extension=extension)


def reinstated(receipt, proposal):
    """Reopened and not submitted again: the first submission counts."""
    tell(proposal, "reinstated", f"{receipt.number}:{proposal.version}", receipt=receipt)


def returned(letter, proposal):
    """T06: what to revise, and until when."""
    tell(proposal, "returned", letter.round_no, letter=letter, items=letter.items.all())


def extended(letter, proposal):
    """More time for the revision."""
    tell(proposal, "extended", letter.round_no, letter=letter)


def resubmitted(receipt, proposal):
    """T07: the case owner, and who stands in, learn that the answer is in."""
    post_each(
        f"{FOLDER}/resubmitted.txt",
        to=case_people(proposal),
        occasion=f"resubmitted:{proposal.code}:{receipt.number}",
        proposal=proposal,
        receipt=receipt,
    )


def handed_over(proposal, by, note):
    """The new owner of a case learns of it."""
    post(
        f"{FOLDER}/handed_over.txt",
        to=proposal.case_owner,
        occasion=f"handed-over:{proposal.code}:{proposal.version}",
        proposal=proposal,
        by=by,
        note=note,
    )


def lapsed(proposal):
    """T08: the revision did not come in time."""
    tell(proposal, "lapsed", proposal.return_count)


def ineligible(proposal, reason):
    """T10: did not pass the check, and why."""
    tell(proposal, "ineligible", proposal.version, reason=reason)


def mended(proposal, question, before, after, reason, revision, receipt):
    """A typo was corrected by the office: where, from which words to which, and why."""
    tell(
        proposal,
        "mended",
        revision.number,
        question=question,
        old=before,
        new=after,
        reason=reason,
        revision=revision,
        receipt=receipt,
    )


def expired(proposal, drafters, paper):
    """T04: not submitted in time; the text as a PDF, by a link and never as an attachment."""
    post_each(
        f"{FOLDER}/expired.txt",
        to=drafters,
        occasion=f"expired:{proposal.code}:{proposal.closes_at:%Y%m%d%H%M}",
        proposal=proposal,
        paper=paper,
    )


def withdrawn(proposal):
    """T31: withdrawn by the agency."""
    tell(proposal, "withdrawn", proposal.version)


def merged(proposal, other):
    """T11: both agencies learn where the work goes on."""
    tell(proposal, "merged", other.code, other=other)
    tell(other, "merged_in", proposal.code, other=proposal)


def merger_asked(merger):
    """T11: both agencies are asked whether their proposals may become one."""
    for side in (merger.proposal, merger.other):
        tell(side, "merger_asked", merger.uid, merger=merger)


def merger_answered(merger, agrees):
    """The office learns that both agree, or that one does not."""
    officer = merger.proposal.case_owner or merger.asked_by
    post(
        f"{FOLDER}/merger_answered.txt",
        to=officer,
        occasion=f"merger-answered:{merger.uid}",
        merger=merger,
        agrees=agrees,
    )


def draft_reminder(proposal, drafters, occasion, percent):
    """R1: the call closes soon and the draft has not been submitted."""
    post_each(
        f"{FOLDER}/draft_reminder.txt",
        to=drafters,
        occasion=occasion,
        proposal=proposal,
        percent=percent,
    )


def revision_reminder(proposal, occasion, count):
    """R2: the revision is due soon."""
    post_each(
        f"{FOLDER}/revision_reminder.txt",
        to=people_of(proposal),
        occasion=occasion,
        proposal=proposal,
        count=count,
    )


def endorsement_asked(asked, proposal):
    """The head of the agency gets the link."""
    post(
        f"{FOLDER}/endorsement_asked.txt",
        to=asked.head or asked.address,
        occasion=f"endorsement_asked:{asked.uid}",
        proposal=proposal,
        asked=asked,
    )


def endorsement_given(asked, proposal):
    """The agency, and the officer who waits for it, learn that the head stands behind it."""
    tell_of_endorsement("endorsement_given", asked, proposal)


def endorsement_sent_back(asked, proposal):
    """The agency learns what the head wants changed."""
    tell_of_endorsement("endorsement_sent_back", asked, proposal)


def tell_of_endorsement(template, asked, proposal):
    people = {address_of(one): one for one in (*people_of(proposal), asked.asked_by)}
    for one in case_people(proposal):
        people.setdefault(address_of(one), one)
    post_each(
        f"{FOLDER}/{template}.txt",
        to=people.values(),
        occasion=f"{template}:{asked.uid}",
        proposal=proposal,
        asked=asked,
    )


def endorsement_reminder(proposal, heads, occasion):
    """Submitted and not endorsed: agency, heads and case owner, once each time."""
    found = (*people_of(proposal), *heads, *case_people(proposal))
    people = {address_of(one): one for one in found}
    post_each(
        f"{FOLDER}/endorsement_reminder.txt",
        to=people.values(),
        occasion=occasion,
        proposal=proposal,
        due=proposal.call.endorsement_due,
    )


def hand_over(offer, news, to):
    """Work is offered to a successor, taken over, or declined: each of the people told once."""
    post(
        f"{FOLDER}/hand_over_{news}.txt",
        to=to,
        occasion=f"hand-over-{news}:{offer.uid}",
        offer=offer,
        path=reverse("proposals:hand_over_offer", args=[offer.uid]),
    )


def reassigned(proposals, officer, target, by):
    """Cases went from one officer to another: one letter to each, with all of them in it."""
    post_each(
        f"{FOLDER}/reassigned.txt",
        to=[target, officer],
        occasion=f"reassigned:{uuid.uuid4()}",
        proposals=proposals,
        officer=officer,
        target=target,
        by=by,
        path=own_cases(),
    )
