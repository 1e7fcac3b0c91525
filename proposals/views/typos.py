"""The page on which officers correct a typo in what was handed in."""

from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from proposals import services
from proposals.forms.typos import FieldForm, MendForm
from proposals.services.typos import MENDABLE, mendable
from proposals.views.finding import attempt, version_of
from proposals.views.screening import case


@require_http_methods(["GET", "POST"])
def mend(request, code):
    """Choose a field, then correct its text with a reason; the agency is told."""
    proposal = case(request, code)
    question = question_of(request, proposal)
    form = None
    if question:
        answers = proposal.answered()
        form = MendForm(request.POST or None, question=question, answers=answers)
        if request.method == "POST" and form.is_valid() and mended(request, proposal, form):
            return redirect("proposals:changes", code)
    context = {
        "proposal": proposal,
        "question": question,
        "form": form,
        "chooser": FieldForm(request.GET if "q" in request.GET else None, form=proposal.form),
        "is_open": proposal.state in MENDABLE,
    }
    return render(request, "proposals/mend.html", context)


def question_of(request, proposal):
    """The field that the address names; None where it names none that can be corrected."""
    name = request.GET.get("q", "")
    return next((q for q in mendable(proposal.form) if q.name == name), None)


def mended(request, proposal, form):
    data = form.cleaned_data
    return attempt(
        request,
        proposal,
        lambda: services.mend(
            proposal,
            request.GET["q"],
            data["text"],
            data["reason"],
            request.user,
            version=version_of(request),
        ),
        _("Corrected. The agency is told; its receipt stays valid."),
    )
