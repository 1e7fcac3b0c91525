"""How the pages of this room find their record, run a verb and answer."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render

from cohorts.models import FollowUpRound, Participant, Team
from proposals.grounds import MoveRefused


def team_of(request, code):
    """The team of a proposal, if this person may see it; else 404."""
    teams = Team.objects.visible_to(request.user).select_related(
        "proposal__lead_agency__province", "proposal__call", "cohort__call", "responsible_agency"
    )
    return get_object_or_404(teams, proposal__code=code)


def seat_of(request, uid):
    return get_object_or_404(Participant.objects.visible_to(request.user).for_list(), uid=uid)


def round_of(request, uid):
    return get_object_or_404(FollowUpRound.objects.visible_to(request.user).for_list(), uid=uid)


def sentence_of(refused):
    """Why an act was refused, in words for the person."""
    return refused.sentence if isinstance(refused, MoveRefused) else " ".join(refused.messages)


def act(request, verb, done, back):
    """Run a verb, say that it is done or why not, and go back."""
    try:
        verb()
    except (MoveRefused, ValidationError) as refused:
        messages.error(request, sentence_of(refused))
    else:
        messages.success(request, done)
    return redirect(back)


def ask(request, form, verb, *, title, label, done, back, rows=None, **context):
    """A page with a form: show it, or run ``verb`` with what was typed and go back.

    A verb that refuses leaves the page as it was, with the reason on top and every word
    still in its field. ``rows`` is a formset that must be valid too; ``about`` names the
    issue under the title.
    """
    is_valid = request.method == "POST" and form.is_valid() and (rows is None or rows.is_valid())
    if is_valid and run(form, verb):
        messages.success(request, done)
        return redirect(back)
    form.summary_above = True
    template = context.pop("template", "cohorts/form.html")
    context |= {"form": form, "rows": rows, "title": title, "label": label, "back": back}
    return render(request, template, context)


def run(form, verb):
    """True when the verb was done; else the form bears the reason."""
    try:
        verb()
    except (MoveRefused, ValidationError) as refused:
        form.add_error(None, sentence_of(refused))
    return not form.errors


def posted(request):
    """What a form is bound to: nothing on a GET."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)
