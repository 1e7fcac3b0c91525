"""The development proposal: read, compare, comment, issue as a paper."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cohorts import development_papers, permissions, services
from cohorts.forms.asking import CommentForm, SettleForm
from cohorts.models import DevelopmentComment
from cohorts.models.developing import heading_of
from cohorts.services.developing import draft_of
from cohorts.views.answering import ask, posted, team_of
from pyp_portal.access import require
from pyp_portal.differing import diff


def development(request, code):
    """The proposal as it stands, or an earlier version, with what was said about it."""
    team = team_of(request, code)
    versions = list(team.development.select_related("written_by"))
    context = {
        "team": team,
        "versions": versions,
        "shown": numbered(versions, request.GET.get("version", "")),
        "comments": comments_of(team),
        "may_write": permissions.can_coordinate(team, request.user) and team.is_in_lab,
        "may_comment": permissions.can_say(team, request.user) and not team.is_over,
        "may_settle": permissions.can_coordinate(team, request.user) and not team.is_over,
        "may_issue": permissions.can_coordinate(team, request.user),
        "draft": draft_of(team),
        "papers": development_papers.papers_of(team)[:5],
        "tab": "work",
    }
    return render(request, "cohorts/development.html", context)


@require_POST
def issue(request, code):
    """Issue a version as a paper, the newest or the one that is named (PD-21)."""
    team = team_of(request, code)
    require(permissions.can_coordinate(team, request.user))
    version = numbered(list(team.development.all()), request.POST.get("version", ""))
    if version is None:
        raise Http404
    version.team = team
    paper = development_papers.policy_brief(version, by=request.user)
    return redirect("cohorts:team_paper", code, paper.uid)


def numbered(versions, asked):
    """The version with the number asked for, else the newest, else None."""
    named = [one for one in versions if str(one.number) == asked]
    return (named or versions[-1:] or [None])[0]


def comments_of(team):
    """All comments of a team, those to settle first."""
    found = DevelopmentComment.objects.filter(version__team=team)
    found = found.select_related("version", "by", "settled_by")
    return sorted(found, key=lambda one: (one.settled_at is not None, one.pk))


def changes(request, code):
    """Two versions side by side, section by section, word by word."""
    team = team_of(request, code)
    versions = list(team.development.select_related("written_by"))
    if len(versions) < 2:
        raise Http404
    new = numbered(versions[1:], request.GET.get("to", ""))
    older = [one for one in versions if one.number < new.number]
    old = numbered(older, request.GET.get("from", ""))
    context = {
        "team": team,
        "old": old,
        "new": new,
        "older": older,
        "newer": versions[1:],
        "sections": differences(old, new),
        "tab": "work",
    }
    return render(request, "cohorts/development_changes.html", context)


def differences(old, new):
    """(heading, pieces) of every section that says something else."""
    pairs = [(name, getattr(old, name, ""), getattr(new, name)) for name in new.SECTIONS]
    return [(heading_of(name), diff(was, now)) for name, was, now in pairs if was != now]


def comment(request, code):
    """Say something about a section of what stands."""
    team = team_of(request, code)
    require(permissions.can_say(team, request.user))
    version = team.development.last()
    if version is None:
        raise Http404
    form = CommentForm(posted(request)[0], initial={"section": request.GET.get("section", "")})
    return ask(
        request,
        form,
        lambda: services.comment_development(version, by=request.user, **form.cleaned_data),
        title=_("Comment on the development proposal"),
        label=_("Send the comment"),
        done=_("The comment is sent to the coordinator."),
        back=f"{team.get_absolute_url()}development/#comments",
        about=team.proposal,
    )


def settle(request, code, uid):
    """Say that a comment has been dealt with."""
    team = team_of(request, code)
    require(permissions.can_coordinate(team, request.user))
    found = DevelopmentComment.objects.filter(version__team=team).select_related("version")
    comment = get_object_or_404(found, uid=uid)
    form = SettleForm(posted(request)[0])
    return ask(
        request,
        form,
        lambda: services.settle_comment(comment, by=request.user, **form.cleaned_data),
        title=_("Settle the comment"),
        label=_("It is settled"),
        done=_("The comment is settled, and its author has been told."),
        back=f"{team.get_absolute_url()}development/#comments",
        about=comment.heading,
        text=comment.text_th,
    )
