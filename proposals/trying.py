"""On which proposals the words of this room's letters may be tried, and how."""

from proposals import call_papers, call_wordings, documents, form_wordings, wordings
from proposals.models import Call, Proposal, Receipt, Return
from proposals.states import State
from pyp_portal.papers.wordings import Entry

MOST = 30  # records to choose from, the newest first


def named(proposals):
    """(code, words) of the newest of these proposals, as a person chooses one."""
    newest = proposals.order_by("-pk").values_list("code", "title_th")[:MOST]
    return [(code, f"{code} {title}") for code, title in newest]


def find(code):
    """The proposal with this code."""
    return Proposal.objects.select_related("call", "lead_agency").get(code=code)


def returned():
    """Proposals to which a letter with defects was sent."""
    return named(Proposal.objects.filter(returns__sent_at__isnull=False).distinct())


def handed_in():
    """All that is no draft any more."""
    return named(Proposal.objects.exclude(state=State.DRAFT))


def every():
    return named(Proposal.objects.all())


def return_letter(code, by):
    """The last letter with defects."""
    proposal = find(code)
    letter = Return.objects.filter(proposal=proposal, sent_at__isnull=False).last()
    return documents.return_letter(letter, proposal, by)


def ineligible_letter(code, by):
    """As if this proposal did not pass; the reason is the example of its field."""
    return documents.ineligible_letter(find(code), wordings.REASON.example, by)


def endorsement(code, by):
    return documents.endorsement_form(find(code), by)


def full(code, by):
    return documents.full_draft(find(code), by)


def summary(code, by):
    return documents.summary(find(code), by)


def received():
    """All for which a receipt was given."""
    return named(Proposal.objects.filter(revisions__receipt__isnull=False).distinct())


def receipt(code, by):
    """The last receipt."""
    proposal = find(code)
    given = Receipt.objects.filter(revision__proposal=proposal).order_by("pk").last()
    return documents.receipt(given, proposal, by)


def calls():
    """The calls, by their year."""
    found = Call.objects.order_by("-fiscal_year")[:MOST]
    return [(str(call.fiscal_year), str(call)) for call in found]


def invitations():
    """To propose in the year of a call, and to each of its meetings."""
    found = Call.objects.order_by("-fiscal_year").prefetch_related("briefings")[:MOST]
    meetings = [
        (f"{call.fiscal_year}:{event.uid}", event.title_th)
        for call in found
        for event in call.briefings.all()
        if event.cancelled_at is None
    ]
    return [(str(call.fiscal_year), str(call)) for call in found] + meetings


def announcement(year, by):
    return call_papers.draft_announcement(Call.objects.get(fiscal_year=year), by)


def invitation(code, by):
    year, _colon, uid = code.partition(":")
    call = Call.objects.get(fiscal_year=year)
    event = call.briefings.get(uid=uid) if uid else None
    return call_papers.draft_letter(call, by, kinds=call_papers.admitted(call), event=event)


ENTRIES = [
    Entry(call_wordings.CALL_ANNOUNCEMENT, calls, announcement),
    Entry(call_wordings.INVITATION, invitations, invitation),
    Entry(form_wordings.FULL, every, full),
    Entry(form_wordings.SUMMARY, every, summary),
    Entry(form_wordings.RECEIPT, received, receipt),
    Entry(wordings.RETURN_LETTER, returned, return_letter),
    Entry(wordings.INELIGIBLE_LETTER, handed_in, ineligible_letter),
    Entry(wordings.ENDORSEMENT, every, endorsement),
]
