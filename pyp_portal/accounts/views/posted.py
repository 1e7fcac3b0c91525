"""What a form is bound to, and names that were sent."""

from uuid import UUID


def posted(request):
    """What was sent, also where it is empty; None while the page is only read."""
    return request.POST if request.method == "POST" else None


def uid_of(text):
    """The name of a record as it was sent; None where it is none."""
    try:
        return UUID(text)
    except ValueError:
        return None
