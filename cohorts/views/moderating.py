"""Opinions before everybody reads them: the queue, one opinion, shown, hidden, answered."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_POST

from cohorts import lists, permissions, voice_exports
from cohorts.forms.fields import ReasonForm
from cohorts.forms.listening import ResponseForm, WordsForm
from cohorts.masking import masked
from cohorts.models import Opinion
from cohorts.services import moderating
from cohorts.views.answering import ask, posted, team_of
from cohorts.views.listening import back_to
from pyp_portal.access import require
from pyp_portal.history.services import timeline
from pyp_portal.paging import one_page, uid_in
from pyp_portal.papers import exporting
from pyp_portal.papers import lists as house

PAGE = 25
VERBS = {
    "shown": gettext_lazy("Shown to everybody"),
    "hidden": gettext_lazy("Not shown"),
    "answered": gettext_lazy("Answered"),
}


@require_GET
def queue(request):
    """All opinions that nobody has read yet, the oldest first."""
    require(permissions.can_view_cohort(request.user))
    rows = Opinion.objects.visible_to(request.user).waiting().for_list()
    page = one_page(rows, ["given_at", "pk"], uid_in(request.GET, "after"), size=PAGE)
    return render(request, "cohorts/voices_queue.html", {"page": page})


@require_POST
def queue_export(request):
    """Ask for the queue as a file; what may point to a person is covered in it."""
    back = reverse("cohorts:opinions")
    return house.order(request, lists.KIND, lists.LISTINGS, "opinions", back=back)


def opinion_of(request, uid, rule):
    """An opinion whose team this person sees, for those whom the rule lets."""
    seen = Opinion.objects.visible_to(request.user).for_list()
    opinion = get_object_or_404(
        seen.select_related("shown_by", "hidden_by", "answered_by"), uid=uid
    )
    require(rule(opinion.team, request.user))
    return opinion


def seen_in(request, found):
    """(what the page showed of the decision, as a verb takes it; as the form carries it)."""
    given = request.POST.get("seen")
    return {"seen": given}, {"seen": given or found.stamp}


@require_GET
def opinion(request, uid):
    """One opinion as it was written, and what may be done with it."""
    found = opinion_of(request, uid, permissions.can_read_voices)
    words = found.public_words or masked(found.words)
    context = {
        "opinion": found,
        "team": found.team,
        "tab": "voices",
        "may_moderate": permissions.can_moderate(found.team, request.user),
        "form": WordsForm(initial={"words": words}),
        "is_masked": words != found.words and not found.public_words,
        "events": [(VERBS.get(e.verb, e.verb), e.at, e.who) for e in timeline(found)],
    }
    return render(request, "cohorts/opinion.html", context)


def show(request, uid):
    """Let everybody read it in these words."""
    found = opinion_of(request, uid, permissions.can_moderate)
    form = WordsForm(posted(request)[0], initial={"words": masked(found.words)})
    seen, carried = seen_in(request, found)
    return ask(
        request,
        form,
        lambda: moderating.show(found, by=request.user, **form.cleaned_data, **seen),
        title=_("Show the opinion"),
        label=_("Show it to everybody"),
        done=_("Everybody reads it now."),
        back=back_to(found.team),
        about=found,
        **carried,
    )


@require_POST
def show_many(request, code):
    """Let everybody read those that were chosen in the list of what waits."""
    team = team_of(request, code)
    require(permissions.can_moderate(team, request.user))
    given = [uid_in({"uid": one}, "uid") for one in request.POST.getlist("opinion")]
    chosen = Opinion.objects.filter(team=team, uid__in=filter(None, given)).waiting()
    count = moderating.show_many(chosen, by=request.user)
    if count:
        done = ngettext("%(n)d opinion is shown now.", "%(n)d opinions are shown now.", count)
        messages.success(request, done % {"n": count})
    else:
        messages.error(request, _("Choose at least one opinion that waits to be read."))
    return redirect(back_to(team))


def hide(request, uid):
    """Keep it from the public page, with the reason."""
    found = opinion_of(request, uid, permissions.can_moderate)
    form = ReasonForm(posted(request)[0])
    seen, carried = seen_in(request, found)
    return ask(
        request,
        form,
        lambda: moderating.hide(found, by=request.user, **form.cleaned_data, **seen),
        title=_("Do not show the opinion"),
        label=_("Do not show it"),
        done=_("The opinion is not shown. It still counts."),
        back=back_to(found.team),
        about=found,
        **carried,
    )


def answer(request, uid):
    """Say what became of it."""
    found = opinion_of(request, uid, permissions.can_moderate)
    known = {"response": found.response, "words": found.response_th}
    form = ResponseForm(posted(request)[0], initial=known)
    seen, carried = seen_in(request, found)
    return ask(
        request,
        form,
        lambda: moderating.answer(found, by=request.user, **form.cleaned_data, **seen),
        title=_("Answer the opinion"),
        label=_("Save the answer"),
        done=_("The answer stands under the opinion."),
        back=found.get_absolute_url(),
        about=found,
        **carried,
    )


@require_POST
def export(request, code):
    """Ask for the opinions on an issue as a file, without anything that names a person."""
    team = team_of(request, code)
    require(permissions.can_read_voices(team, request.user))
    return exporting.order(
        request,
        voice_exports.KIND,
        title=f"{_('Opinions of citizens')} {team.proposal.code}",
        back=back_to(team),
        format=request.POST.get("format"),
        code=team.proposal.code,
    )
