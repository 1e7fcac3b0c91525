"""What people are told about their requests."""

from pyp_portal.outbox.services import post


def answered(request):
    """What became of a request, with the words of the office."""
    return post(
        "privacy/emails/answered.txt",
        to=request.person,
        occasion=f"right-answered:{request.uid}",
        asked=request,
    )
