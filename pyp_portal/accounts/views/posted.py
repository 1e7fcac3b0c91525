"""What a form is bound to."""


def posted(request):
    """What was sent, also where it is empty; None while the page is only read."""
    return request.POST if request.method == "POST" else None
