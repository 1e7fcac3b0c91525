"""The place of one issue in a session: its order, who presents, brief and files."""

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cohorts import briefs, permissions, presentation_papers
from cohorts.forms.presenting import BriefForm, OtherSessionForm, PlaceForm, SlidesForm
from cohorts.models import PresentationItem
from cohorts.services import briefing, ordering
from cohorts.views.answering import act, ask, posted
from pyp_portal.access import require
from pyp_portal.accounts.models import User
from pyp_portal.papers.models import Paper
from pyp_portal.papers.services import deliver
from pyp_portal.uploads.services import serve


def item_of(request, uid, code):
    """The place of an issue in a session, if this person may see its team; else 404."""
    items = PresentationItem.objects.visible_to(request.user).select_related(
        "session__cohort__call", "team__proposal__lead_agency", "team__proposal__province"
    )
    return get_object_or_404(items, session__uid=uid, team__proposal__code=code)


def managed(request, uid, code):
    """The same for the officers who keep the session."""
    item = item_of(request, uid, code)
    require(permissions.can_manage(item.team, request.user))
    return item


def coordinated(request, uid, code):
    """The same for those who prepare what is shown."""
    item = item_of(request, uid, code)
    require(permissions.can_coordinate(item.team, request.user))
    return item


def page_of(item):
    return reverse("cohorts:place", args=[item.session.uid, item.team.proposal.code])


def place(request, uid, code):
    """What goes with an issue: words of its page, who presents, files."""
    item = item_of(request, uid, code)
    context = {
        "item": item,
        "one": briefs.facts_of(item),
        "files": item.files.filter(removed_at=None).select_related("file", "sent_by"),
        "papers": Paper.objects.of(item)[:3],
        "may_manage": permissions.can_manage(item.team, request.user),
        "may_prepare": permissions.can_coordinate(item.team, request.user) and not item.recorded_at,
    }
    return render(request, "cohorts/place.html", context)


@require_POST
def move(request, uid, code):
    """Swap with the issue before or behind."""
    item = managed(request, uid, code)
    is_up = request.POST.get("to") == "up"
    return act(
        request,
        lambda: ordering.move(item, by=request.user, up=is_up),
        _("The order is changed."),
        item.session,
    )


def change_place(request, uid, code):
    """Minutes, and who presents."""
    item = managed(request, uid, code)
    seats = item.team.participants.confirmed()
    people = User.objects.filter(pk__in=seats.values("person")).order_by("sort_key")
    known = {
        "minutes_present": item.minutes_present,
        "minutes_qa": item.minutes_qa,
        "presenters": item.presenters.all(),
    }
    form = PlaceForm(posted(request)[0], people=people, initial=known)
    return ask(
        request,
        form,
        lambda: ordering.change_place(item, by=request.user, **form.cleaned_data),
        title=_("Minutes and who presents"),
        label=_("Save"),
        done=_("Minutes and presenters are saved."),
        back=item.session.get_absolute_url(),
        about=item.team.proposal,
    )


def other_session(request, uid, code):
    """Put the issue off to another session."""
    item = managed(request, uid, code)
    sessions = item.session.cohort.sessions.exclude(pk=item.session_id)
    form = OtherSessionForm(posted(request)[0], sessions=sessions)
    return ask(
        request,
        form,
        lambda: ordering.move_to(item, by=request.user, **form.cleaned_data),
        title=_("Move the issue to another session"),
        label=_("Move it"),
        done=_("The issue has a place in the other session, and the team has been told."),
        back=item.session.get_absolute_url(),
        about=item.team.proposal,
    )


@require_POST
def take_out(request, uid, code):
    """Take the issue from the session."""
    item = managed(request, uid, code)
    return act(
        request,
        lambda: ordering.take_out(item, by=request.user),
        _("The issue has no place in this session any more."),
        item.session,
    )


def brief(request, uid, code):
    """The words of the one page about the issue."""
    item = coordinated(request, uid, code)
    known = {"summary_th": item.summary_th, "ask_th": item.ask_th}
    form = BriefForm(posted(request)[0], initial=known)
    seen = request.POST.get("seen")
    return ask(
        request,
        form,
        lambda: briefing.write_brief(item, by=request.user, seen=seen, **form.cleaned_data),
        title=_("Words of the brief"),
        label=_("Save the words"),
        done=_("The words are saved."),
        back=page_of(item),
        about=item.team.proposal,
        seen=seen or item.token,
    )


def add_file(request, uid, code):
    """Add slides or another file."""
    item = coordinated(request, uid, code)
    form = SlidesForm(*posted(request))
    return ask(
        request,
        form,
        lambda: briefing.add_file(item, form.cleaned_data["file"], by=request.user),
        title=_("Add a file for the presentation"),
        label=_("Add the file"),
        done=_("The file is added."),
        back=page_of(item),
        about=item.team.proposal,
        has_file=True,
    )


def file_in(item, file):
    return get_object_or_404(item.files.filter(removed_at=None).select_related("file"), uid=file)


@require_POST
def remove_file(request, uid, code, file):
    """Take a file back."""
    item = coordinated(request, uid, code)
    sent = file_in(item, file)
    return act(
        request,
        lambda: briefing.remove_file(sent, by=request.user),
        _("The file is taken back."),
        page_of(item),
    )


def place_file(request, uid, code, file):
    """A file of the presentation, as a download."""
    return serve(file_in(item_of(request, uid, code), file).file)


@require_POST
def brief_paper(request, uid, code):
    """Issue the brief as it stands now (PD-22)."""
    item = coordinated(request, uid, code)
    paper = presentation_papers.brief(item, by=request.user)
    return redirect("cohorts:place_paper", uid, code, paper.uid)


def place_paper(request, uid, code, paper):
    """A brief that was issued."""
    item = item_of(request, uid, code)
    return deliver(request, get_object_or_404(Paper.objects.of(item), uid=paper))
