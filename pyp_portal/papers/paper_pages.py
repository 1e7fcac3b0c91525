"""The page of one paper: how it was issued, its official number, its correction; inspections."""

from datetime import datetime
from typing import NamedTuple

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from pyp_portal.access import require
from pyp_portal.history.services import timeline
from pyp_portal.papers import afterwards, permissions
from pyp_portal.papers.forms import CorrectionForm, OfficialNumberForm
from pyp_portal.papers.inspecting import FAULTS
from pyp_portal.papers.models import Inspection, Paper

NIGHTS = 30


class Line(NamedTuple):
    """One line of what happened to a paper."""

    at: datetime
    sentence: str


def words_of(event):
    """What happened to a paper after it was issued, and who did it."""
    said = {
        "numbered": _("Official number “%(after)s” noted: %(who)s"),
        "replaced": _("Replaced by %(after)s: %(who)s. %(why)s"),
        "tried again": _("Made again after it had failed: %(who)s"),
        "emptied": _("Words and file removed as their time was over: %(who)s"),
        "corrects": _("Issued to correct %(before)s: %(who)s. %(why)s"),
    }
    facts = {"before": event.before, "after": event.after, "who": event.who}
    return said.get(event.verb, event.verb) % {**facts, "why": event.detail.reason}


@require_GET
def paper(request, uid):
    """How a paper was issued and what came after; never what it says or is about."""
    require(permissions.can_read_about(request.user))
    found = get_object_or_404(Paper.objects.for_page(), uid=uid)
    may_correct = permissions.can_correct(request.user)
    context = {
        "paper": found,
        "events": [Line(event.at, words_of(event)) for event in timeline(found)],
        "may_tend": permissions.can_tend(request.user),
        "may_correct": may_correct and afterwards.maker_of(found, request.user) is not None,
    }
    return render(request, "papers/paper.html", context)


@require_http_methods(["GET", "POST"])
def number(request, uid):
    """Note on an official paper the number of the office's own register."""
    require(permissions.can_tend(request.user))
    found = get_object_or_404(Paper.objects.official(), uid=uid)
    form = OfficialNumberForm.of(found, request.POST or None)
    if form.is_valid():
        noted = form.cleaned_data
        facts = {"by": request.user, "seen": noted["seen"]}
        try:
            afterwards.enter_official_number(found, noted["number"], noted["date"], **facts)
        except afterwards.Refused as refused:
            form = form.once_more(refused.sentence, Paper.objects.get(pk=found.pk))
        else:
            messages.success(request, _("The official number is noted."))
            return redirect(found)
    return render(request, "papers/number.html", {"form": form, "paper": found})


@require_http_methods(["GET", "POST"])
def correct(request, uid):
    """Issue a paper once more from its record, in place of this one."""
    require(permissions.can_correct(request.user))
    found = get_object_or_404(Paper.objects.official(), uid=uid)
    require(found.is_replaced or afterwards.maker_of(found, request.user) is not None)
    form = CorrectionForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            new = afterwards.correct(found, reason=reason, by=request.user)
        except afterwards.Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            messages.success(request, _("The correction is issued as %s.") % new.number)
            return redirect(new)
    return render(request, "papers/correct.html", {"form": form, "paper": found})


@require_GET
def inspections(request):
    """What the nightly looks at all papers found."""
    require(permissions.can_read_about(request.user))
    found = list(Inspection.objects.all()[:NIGHTS])
    faults = [(number, FAULTS.get(key, key)) for number, key in (found[0].faults if found else [])]
    return render(request, "papers/inspections.html", {"inspections": found, "faults": faults})
