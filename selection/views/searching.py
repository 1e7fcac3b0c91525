"""A page of proposals that a search finds, as the long lists of this room show it."""

from proposals.views.finding import code_in
from pyp_portal.paging import one_page
from selection.forms import FindForm


def found_page(request, proposals):
    """For the template: the words of the search, and the page of the proposals they find."""
    q = FindForm.asked(request.GET)
    after = code_in(request.GET, "after")
    return {"q": q, "page": one_page(proposals.found_by(q), ["code"], after, key="code")}
