"""Announcements to a group: the list, the words, the second look, how far it came."""

from functools import partial

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from pyp_portal.access import require
from pyp_portal.history.services import timeline
from pyp_portal.outbox import announcing
from pyp_portal.outbox.announcing_forms import AnnouncementForm, LetGoForm, RefuseForm
from pyp_portal.outbox.audiences import receivers_of, words_of
from pyp_portal.outbox.models import Announcement, Stage
from pyp_portal.outbox.permissions import may_announce
from pyp_portal.outbox.previews import previews
from pyp_portal.paging import one_page, uid_in

PAGE, NAMED = 25, 12
BEFORE = (Stage.DRAFT, Stage.ASKED)


@require_GET
def announcements(request):
    """What was announced, the newest first."""
    require(may_announce(request.user))
    rows = Announcement.objects.select_related("written_by", "sent_by")
    page = one_page(rows, ["-pk"], uid_in(request.GET, "after"), "uid", PAGE)
    return render(request, "outbox/announcements.html", {"page": page})


@require_http_methods(["GET", "POST"])
def announce(request, uid=None):
    """Write a new announcement, or change one that has not been let go."""
    require(may_announce(request.user))
    found = get_object_or_404(Announcement, uid=uid, stage__in=BEFORE) if uid else None
    posted = request.POST if request.method == "POST" else None
    form = AnnouncementForm(posted, instance=found, user=request.user)
    if form.is_valid() and (kept := _kept(form, found, request.user)):
        return redirect(kept)
    return render(request, "outbox/announce.html", {"form": form, "announcement": found})


def _kept(form, found, by):
    """The announcement with these words; None where the form says why not."""
    fresh = Announcement.objects.get(pk=found.pk) if found else Announcement()
    version = form.cleaned_data["version"] or 0
    try:
        return announcing.write(fresh, by=by, version=version, **form.words())
    except ValidationError as refused:
        form.add_error(None, refused)
        return None


@require_GET
def announcement(request, uid):
    """Before it is let go: whom it reaches and how it reads. After: how far it came."""
    require(may_announce(request.user))
    return _shown(request, _found(uid))


def _found(uid):
    rows = Announcement.objects.select_related("written_by", "asked_by", "sent_by")
    return get_object_or_404(rows, uid=uid)


def _shown(request, found, form=None, refuse=None):
    is_before = found.stage in BEFORE
    version = {"version": found.version}
    context = {
        "announcement": found,
        "to": words_of(found.audience, request.user),
        "events": timeline(found).order_by("-seq"),
        "form": form or LetGoForm(initial=version),
        "refuse": refuse or RefuseForm(initial=version),
        "alone": settings.ANNOUNCE_ALONE,
    }
    context |= _look(found, request.user) if is_before else announcing.progress(found)
    return render(request, "outbox/announcement.html", context)


def _look(found, user):
    """Whom it reaches now, by kind, and how it reads to each kind."""
    receivers = receivers_of(found.audience, user, found.is_news)
    people = [one for one in receivers.values() if one]
    mailboxes = [address for address, one in receivers.items() if one is None]
    return {
        "is_before": True,
        "reach": len(receivers),
        "people": people,
        "mailboxes": mailboxes,
        "named": people[:NAMED],
        "named_mailboxes": mailboxes[:NAMED],
        "previews": list(previews(found, people, mailboxes)),
        "needs_two": len(receivers) > settings.ANNOUNCE_ALONE,
        "may_let_go": found.asked_by_id != user.pk,
    }


@require_POST
def let_go(request, uid):
    """Let it go, or ask a second person, once the number is typed."""
    require(may_announce(request.user))
    found = _found(uid)
    form = LetGoForm(request.POST)
    if not form.is_valid():
        return _shown(request, found, form=form)
    data = form.cleaned_data
    verb = partial(announcing.let_go, found, by=request.user, **data)
    if (done := _attempted(request, verb)) is None:
        return _shown(request, _found(uid), form=form)
    messages.success(request, _TOLD[done.stage])
    return redirect(found)


_TOLD = {
    Stage.ASKED: gettext_lazy("A second officer has to look at it and send it."),
    Stage.SENDING: gettext_lazy("It is on its way. This page says how far it came."),
}


@require_POST
def refuse(request, uid):
    """The second officer gives it back, with a reason."""
    require(may_announce(request.user))
    found = _found(uid)
    form = RefuseForm(request.POST)
    if not form.is_valid():
        return _shown(request, found, refuse=form)
    verb = partial(announcing.refuse, found, by=request.user, **form.cleaned_data)
    if _attempted(request, verb):
        messages.success(request, _("It goes back to be written."))
    return redirect(found)


def _attempted(request, verb):
    """What the verb answers; None where it was refused, with the sentence on the page."""
    try:
        return verb()
    except ValidationError as refused:
        messages.error(request, refused.message)
        return None


@require_POST
def turn(request, uid, to):
    """Stop one that is on its way, or go on with it."""
    require(may_announce(request.user))
    found = _found(uid)
    verbs = {"stop": announcing.stop, "on": announcing.go_on}
    if to not in verbs:
        raise Http404
    if verbs[to](found, by=request.user):
        said = {"stop": _("Stopped. Nobody else is told."), "on": _("It goes on.")}
        messages.success(request, said[to])
    else:
        messages.warning(request, _("Nothing was changed: look where it stands now."))
    return redirect(found)
