"""Deliverables L0 to L6: their versions, what is said about them, the decision; on a phone too."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cohorts import permissions, services
from cohorts.forms.deliverables import CommentForm, DeliverableForm, SendBackForm
from cohorts.views.answering import act, ask, posted, team_of
from pyp_portal import thai
from pyp_portal.access import require
from pyp_portal.uploads.services import serve, taken_in


def deliverable(request, code, item):
    """Hand in a deliverable, or decide about it."""
    team = team_of(request, code)
    deliverable = get_object_or_404(team.deliverables, code=item)
    form = DeliverableForm(*posted(request))
    if request.method == "POST":
        require(permissions.can_work(team, request.user))

    def verb():
        summary = form.cleaned_data["summary"]
        with taken_in(form.cleaned_data["file"], by=request.user) as file:
            services.submit_deliverable(deliverable, by=request.user, summary=summary, file=file)

    return ask(
        request,
        form,
        verb,
        title=str(deliverable),
        label=_("Hand in"),
        done=_("The deliverable is handed in; the coordinator has been told."),
        back=team.get_absolute_url(),
        about=team.proposal,
        template="cohorts/deliverable.html",
        has_file=True,
        **shown(deliverable, team, request.user),
    )


def shown(deliverable, team, user):
    """What the page shows beside the form: versions with their comments, and what one may do."""
    comments = list(deliverable.comments.select_related("by"))
    versions = deliverable.versions.select_related("submitted_by", "decided_by", "file")
    works, decides = permissions.can_work(team, user), permissions.can_coordinate(team, user)
    return {
        "deliverable": deliverable,
        "team": team,
        "versions": [(one, [c for c in comments if c.number == one.number]) for one in versions],
        "before": [comment for comment in comments if comment.number == 0],
        "comment_form": CommentForm(),
        "may_submit": works and team.is_in_lab and deliverable.takes_version,
        "may_decide": decides and team.is_in_lab and deliverable.is_waiting,
        "may_comment": team.is_in_lab and permissions.can_say(team, user),
    }


def deliverable_of(request, code, item):
    """A deliverable, for those who decide about it."""
    team = team_of(request, code)
    require(permissions.can_coordinate(team, request.user))
    return get_object_or_404(team.deliverables, code=item), team.get_absolute_url()


@require_POST
def approve_deliverable(request, code, item):
    deliverable, back = deliverable_of(request, code, item)
    return act(
        request,
        lambda: services.approve_deliverable(
            deliverable,
            by=request.user,
            comment=thai.normalise(request.POST.get("comment", ""))[:1000],
            seen=request.POST.get("seen"),
        ),
        _("The deliverable is approved."),
        back,
    )


def return_deliverable(request, code, item):
    """Ask for a better version."""
    deliverable, back = deliverable_of(request, code, item)
    form = SendBackForm(posted(request)[0], initial={"seen": deliverable.version})
    return ask(
        request,
        form,
        lambda: services.return_deliverable(
            deliverable,
            by=request.user,
            comment=form.cleaned_data["reason"],
            seen=form.cleaned_data["seen"],
        ),
        title=_("Return the deliverable"),
        label=_("Return it"),
        done=_("The deliverable is returned, and its author has been told."),
        back=back,
        about=deliverable.team.proposal,
    )


def deliverable_file(request, code, item):
    """The file of a deliverable, as a download."""
    team = team_of(request, code)
    deliverable = get_object_or_404(team.deliverables, code=item)
    if deliverable.file is None:
        raise Http404
    return serve(deliverable.file)


def version_file(request, code, item, number):
    """The file of an earlier version, as a download."""
    team = team_of(request, code)
    found = get_object_or_404(team.deliverables, code=item).versions
    version = get_object_or_404(found, number=number)
    if version.file is None:
        raise Http404
    return serve(version.file)


def comment(request, code, item):
    """Say something about the version that stands there now."""
    team = team_of(request, code)
    require(permissions.can_say(team, request.user))
    deliverable = get_object_or_404(team.deliverables, code=item)
    form = CommentForm(posted(request)[0])
    return ask(
        request,
        form,
        lambda: services.comment_on(deliverable, by=request.user, text=form.cleaned_data["said"]),
        title=_("Comment on %(deliverable)s") % {"deliverable": deliverable},
        label=_("Keep the comment"),
        done=_("Your comment stands with the version."),
        back=reverse("cohorts:deliverable", args=[code, item]),
        about=team.proposal,
    )
