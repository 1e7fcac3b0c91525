"""To whom this room's papers were sent: they are told when one is corrected."""

from django.urls import reverse

from cohorts.models import Certificate
from pyp_portal.papers.kinds import Kind


def holders_of(paper):
    """(people, the page where they find it), or None for what was not sent."""
    if paper.kind != Kind.CERTIFICATE:
        return None
    found = Certificate.objects.select_related("seat__person", "partner__person")
    certificate = found.get(pk=paper.record_id)
    holder = (certificate.seat or certificate.partner).person
    return [holder] if holder else [], reverse("cohorts:my_training")
