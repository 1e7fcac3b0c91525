"""What is closed to a person, as the foundations ask it by name (S6)."""

from proposals.models import Access, Proposal


def codes_closed_to(user):
    """The codes of the proposals that are closed to this person; one statement."""
    closed = Access.objects.filter(user=user, kind=Access.Kind.CLOSED).values("proposal")
    return list(Proposal.everything.filter(pk__in=closed).values_list("code", flat=True))
