"""Keep proposals findable by any part of their text."""

from proposals.models import Answers, Proposal, Receipt
from pyp_portal.search.services import index

AT_ONCE = 200  # as many are renewed by one run of the timetable


def reindex(proposal):
    """Put into the index what people search by: number, title, agency, place, partners, summary.

    What was written for practice is found by nobody.
    """
    if proposal.is_practice:
        return
    index(proposal, "\n".join(filter(None, searched(proposal))))


def reindex_due():
    """Renew what pages have saved since; the mark goes first, so that no later save is missed."""
    due = Answers.objects.filter(is_index_due=True).values_list("proposal", flat=True)[:AT_ONCE]
    keys = list(due)
    Answers.objects.filter(proposal__in=keys).update(is_index_due=False)
    for proposal in Proposal.objects.filter(pk__in=keys).for_list().select_related("answers"):
        reindex(proposal)
    return len(keys)


def names_of(record):
    """In both languages, whoever reads; nothing where there is no record."""
    return [record.name_th, record.name_en] if record else []


def searched(proposal):
    agency = proposal.lead_agency
    kept = getattr(proposal, "answers", None)
    return [
        proposal.code,
        *Receipt.objects.filter(revision__proposal=proposal).values_list("number", flat=True),
        proposal.title_th,
        proposal.title_en,
        agency.name_th,
        agency.short_th,
        *names_of(proposal.province),
        *names_of(proposal.theme),
        *proposal.partners.values_list("name_th", flat=True),
        *(str(area) for area in proposal.target_areas.select_related("province")),
        kept.data.get("summary", "") if kept else "",
    ]
