"""What the newest analysis says; nothing here computes."""

from selection.kinds import Zone
from selection.models import Analysis, Estimate


def latest(plan):
    """The newest analysis of the year without its snapshot, or None before the first."""
    return Analysis.objects.filter(plan=plan).defer("inputs", "results").first()


def estimates_of(analysis, proposals):
    """{proposal id: estimate} of these proposals; nothing without an analysis."""
    if analysis is None:
        return {}
    found = Estimate.objects.filter(analysis=analysis, proposal__in=proposals)
    return {estimate.proposal_id: estimate for estimate in found}


def zones(plan):
    """{proposal id: Zone} of all that the newest analysis knows; empty before the first."""
    found = Estimate.objects.filter(analysis__plan=plan).values_list("proposal", "zone")
    return {proposal: Zone(zone) for proposal, zone in found}


def grey_of(analysis, hidden=()):
    """How many proposals stand in the grey zone, of those that are not hidden."""
    found = Estimate.objects.filter(analysis=analysis, zone=Zone.GREY)
    return found.exclude(proposal__in=hidden).count() if analysis else 0
