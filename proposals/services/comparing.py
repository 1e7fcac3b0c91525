"""Which proposals are to be compared with the others; the worker does it."""

from proposals.models import Comparison


def note_due(proposal):
    """Have a proposal compared with the others soon: its text is new."""
    Comparison.objects.update_or_create(proposal=proposal, defaults={"is_due": True})
