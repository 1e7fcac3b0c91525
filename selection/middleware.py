"""Members accept the terms of the committee before anything of the selection opens to them."""

from django.shortcuts import redirect


class TermsFirst(Exception):
    """Raised for a member of this plan's committee who has not accepted its terms yet."""

    def __init__(self, plan):
        super().__init__(plan.year)
        self.year = plan.year


class AcceptFirst:
    """Sends such a member to the terms, whichever page of the selection they asked for."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if isinstance(exception, TermsFirst):
            return redirect("selection:terms", exception.year)
        return None
