"""Similar proposals, why they are similar, and agencies that may be partners."""

from django.shortcuts import render

from proposals.models import Comparison
from proposals.neighbourhood import near, suggested_partners
from proposals.services.comparing import texts_of
from proposals.similarity import marked
from proposals.views.records import frame


def similar(request, code):
    """For the office each with both texts and the shared words marked; for the agency the names."""
    proposal, context = frame(request, code, "similar")
    found = near(proposal, request.user)
    return render(
        request,
        "proposals/similar.html",
        context
        | {
            "found": side_by_side(proposal, found) if context["may_compare"] else [],
            "near": found,
            "partners": suggested_partners(proposal, found),
            "comparison": Comparison.objects.filter(proposal=proposal).first(),
        },
    )


def side_by_side(proposal, found):
    """Each neighbour with the summaries of both, in parts of which the shared ones are marked."""
    keys = [proposal.pk, *(one.proposal.pk for one in found)]
    texts = texts_of(type(proposal).objects.filter(pk__in=keys))
    own = texts[proposal.pk][1]
    return [
        (one, marked(own, one.phrases), marked(texts[one.proposal.pk][1], one.phrases))
        for one in found
    ]
