"""Keep proposals findable by any part of their text."""

from proposals.models import Receipt
from pyp_portal.search.services import index


def reindex(proposal):
    """Put into the index what people search by: number, title, agency, place, partners, summary."""
    index(proposal, "\n".join(filter(None, searched(proposal))))


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
        str(proposal.province or ""),
        str(proposal.theme or ""),
        *proposal.partners.values_list("name_th", flat=True),
        *(str(area) for area in proposal.target_areas.select_related("province")),
        kept.data.get("summary", "") if kept else "",
    ]
