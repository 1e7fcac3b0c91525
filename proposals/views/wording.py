"""The pages on which an administrator writes the next version of the form."""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from proposals import permissions, services
from proposals.forms.steps import StepForm
from proposals.forms.wording import LIMITS, TEXTS, GiveForm, ListWords, StepWords
from proposals.grounds import MoveRefused
from proposals.models import Call, FormVersion
from proposals.questions import STEPS
from proposals.questions.checking import differences, faults
from proposals.samples import Sample
from proposals.services.wording import stamp
from pyp_portal.access import require
from pyp_portal.history.services import timeline

VERBS = {
    "form_begun": gettext_lazy("Version begun"),
    "form_written": gettext_lazy("Step rewritten"),
    "form_published": gettext_lazy("Published"),
    "form_discarded": gettext_lazy("The version after this one was thrown away"),
    "form_given": gettext_lazy("Given to a call"),
}
PARTS = {
    **TEXTS,
    **{name: label for name, (label, _most) in LIMITS.items()},
    "required": gettext_lazy("Required"),
    "th": gettext_lazy("In Thai"),
    "en": gettext_lazy("In English"),
}


def find(request, number):
    """A version of the form, for administrators."""
    require(permissions.can_keep_form(request.user))
    return get_object_or_404(FormVersion.objects.select_related("based_on"), number=number)


def act(request, verb, done, version=None):
    """Call the verb; tell what was done or why not; back to the version, or to all of them."""
    try:
        verb()
    except MoveRefused as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, done)
    return redirect(version or "proposals:form_versions")


@require_http_methods(["GET", "POST"])
def versions(request):
    """All versions, the newest first; posting begins the next."""
    require(permissions.can_keep_form(request.user))
    if request.method == "POST":
        begin = partial(services.begin_version, request.user)
        return act(request, begin, _("The next version is a copy of the newest."))
    found = FormVersion.objects.defer("words").order_by("-number").prefetch_related("calls")
    return render(
        request,
        "proposals/form_versions.html",
        {"versions": found, "in_work": FormVersion.objects.in_work()},
    )


@require_GET
def version(request, number):
    """One version: its steps, what is wrong with it, who did what, which calls use it."""
    found = find(request, number)
    events = [(VERBS.get(e.verb, e.verb), e) for e in timeline(found)][::-1]
    return render(
        request,
        "proposals/form_version.html",
        {
            "version": found,
            "steps": [(step, *found.form.step_words(step)) for step in STEPS],
            "faults": faults(found.words) if found.published_at is None else [],
            "events": events,
            "give_form": GiveForm(),
        },
    )


@require_http_methods(["GET", "POST"])
def step(request, number, step):
    """The words of one step, to be written; a published version is only read."""
    found = find(request, number)
    if step not in STEPS:
        raise Http404
    if found.published_at is not None:
        return redirect("proposals:form_preview", number, step)
    form = StepWords(found.form, step, request.POST or None)
    if request.method == "POST" and form.is_valid():
        write = partial(services.write_step, found, step, form.own.words(), form.words())
        if keep(request, write):
            return redirect("proposals:form_preview", number, step)
    return render(
        request,
        "proposals/form_step.html",
        {
            "version": found,
            "step": step,
            "steps": STEPS,
            "form": form,
            "stamp": stamp(FormVersion.objects.get(pk=found.pk)),
        },
    )


@require_http_methods(["GET", "POST"])
def lists(request, number):
    """The words to choose from and the lines of the checklist, of a version in work."""
    found = find(request, number)
    if found.published_at is not None:
        return redirect(found)
    form = ListWords(found.form, request.POST or None)
    if request.method == "POST" and form.is_valid():
        write = partial(services.write_lists, found, *form.words())
        if keep(request, write):
            return redirect(found)
    return render(
        request,
        "proposals/form_lists.html",
        {
            "version": found,
            "form": form,
            "stamp": stamp(FormVersion.objects.get(pk=found.pk)),
        },
    )


def keep(request, write):
    """Save words; False where somebody else was first."""
    try:
        write(request.user, seen=request.POST.get("seen", ""))
    except MoveRefused as refused:
        messages.error(request, refused.sentence)
        return False
    messages.success(request, _("Saved."))
    return True


@require_GET
def preview(request, number, step):
    """A step as an applicant will see it, with nothing filled in."""
    found = find(request, number)
    if step not in STEPS:
        raise Http404
    sample = Sample(found.form, Call.objects.current())
    title, note = found.form.step_words(step)
    return render(
        request,
        "proposals/form_preview.html",
        {
            "version": found,
            "step": step,
            "steps": STEPS,
            "title": title,
            "note": note,
            "form": StepForm(sample, step, queries=request.GET),
            "proposal": sample,
            "answers": sample.answered(),
        },
    )


@require_GET
def compare(request, number):
    """What differs from the version before."""
    found = find(request, number)
    before = found.based_on.words if found.based_on else found.words
    rows = [(PARTS.get(d.part, d.part), d) for d in differences(before, found.words)]
    return render(request, "proposals/form_compare.html", {"version": found, "rows": rows})


@require_POST
def publish(request, number):
    """Publish a version that has no fault."""
    found = find(request, number)
    verb = partial(services.publish_version, found, request.user)
    return act(request, verb, _("Published. A call that has not opened can take it now."), found)


@require_POST
def discard(request, number):
    """Throw a version away that was never published."""
    found = find(request, number)
    verb = partial(services.discard_version, found, request.user)
    return act(request, verb, _("The version is thrown away."))


@require_POST
def give(request, number):
    """Give a published version to a call that has not opened."""
    found = find(request, number)
    form = GiveForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose a call that has not opened."))
        return redirect(found)
    call = form.cleaned_data["call"]
    verb = partial(services.give_form, found, call, request.user)
    return act(request, verb, _("“%(call)s” asks by this version.") % {"call": call}, found)
