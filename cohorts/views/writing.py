"""Write the next version of the development proposal: kept while one types, saved as a whole."""

from functools import partial
from uuid import uuid4

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cohorts import permissions, services
from cohorts.forms.asking import DevelopmentForm
from cohorts.services import developing
from cohorts.views.answering import run, team_of
from cohorts.views.drafting import answer, seen_by_page
from cohorts.views.evidence import left_the_lab
from proposals.views.saving import sight_of, whole
from pyp_portal import clock
from pyp_portal.access import require


def write(request, code):
    """The form over what stands; nothing typed is lost, and nothing is overwritten unseen."""
    team = written_by(request, code)
    if left := left_the_lab(request, team):
        return left
    form = form_of(team, request.POST or None)
    clashes = {}
    if request.method == "POST":
        kept = keep(request, team, form)
        clashes = kept.clashes
        if not clashes and not kept.refusal and "keep" in request.POST:
            messages.success(request, _("The text is kept. Save it as a version when it is ready."))
            return redirect("cohorts:write_development", code)
        form = judged(team, form, kept)
        if saved(request, team, form):
            messages.success(request, _("The version is saved."))
            return redirect("cohorts:development", code)
    return page(request, team, form, clashes)


def written_by(request, code):
    """The team, for who writes its proposal."""
    team = team_of(request, code)
    require(permissions.can_coordinate(team, request.user))
    return team


def form_of(team, data=None, names=None):
    """The form over what stands now: what was typed so far, over the newest version."""
    draft = developing.draft_of(team)
    standing = developing.standing(team, draft)
    form = DevelopmentForm(data, names=names, initial=standing)
    form.standing, form.draft = standing, draft
    return form


def keep(request, team, form):
    """Keep what was sent, whether or not a version can be saved with it."""
    sight = seen_by_page(request)
    return developing.keep_development(team, form.typed(), by=request.user, sight=sight)


def judged(team, form, kept):
    """The form that is to be saved: over all that stands, or with what was sent and why not."""
    if kept.clashes:
        form.add_error(None, _("Somebody else has changed the same fields. Choose first."))
        return form
    if kept.refusal:
        form.add_error(None, kept.refusal)
        return form
    return form_of(team, form_of(team).standing)


def saved(request, team, form):
    """True when the version was saved; else the form bears the reason."""
    if not form.is_valid():
        return False
    drafted = str(form.draft.version) if form.draft else "0"

    def verb():
        services.write_development(team, by=request.user, drafted=drafted, **form.cleaned_data)

    return run(form, verb)


def page(request, team, form, clashes):
    """The form as a page."""
    form.summary_above = True
    fresh = form_of(team)
    context = {
        "team": team,
        "form": form,
        "blocks": form.blocks(fresh.standing, fresh.draft, clashes, sight_of(request.POST)),
        "draft": fresh.draft,
        "base": fresh.draft.version if fresh.draft else 0,
        "tab_key": request.POST.get("_tab") or uuid4(),
        "turn": whole(request.POST.get("_turn", "")),
        "back": reverse("cohorts:development", args=[team.proposal.code]),
        "now": clock.now(),
    }
    return render(request, "cohorts/development_form.html", context)


@require_POST
def autosave(request, code):
    """The changed sections: what became of each (409 where it did not stand)."""
    team = written_by(request, code)
    return answer(request, partial(form_of, team), lambda form: keep(request, team, form))
