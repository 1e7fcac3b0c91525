"""The package for the National Archives, as somebody asks for it: what the web needs of it."""

from cohorts import permissions
from cohorts.models import ArchiveOffer
from proposals.exports import may_fetch as may_fetch_proposals

KIND = "cohorts.archive"


def offer_of(export):
    """The offer of the year of an export, or None."""
    offers = ArchiveOffer.objects.select_related("cohort__call")
    return offers.filter(cohort__call__fiscal_year=export.parameters["year"]).first()


def may_fetch(export, user):
    """The administrator who asked, as long as they are one; and auditors (S3, S36)."""
    offer = offer_of(export)
    if offer is None or not may_fetch_proposals(export, user):
        return False
    return user.is_auditor or permissions.can_hand_over(offer.cohort, user)
