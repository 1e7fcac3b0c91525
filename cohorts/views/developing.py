"""The development proposal: read, write the next version, compare, comment."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cohorts import development_papers, permissions, services
from cohorts.forms.asking import CommentForm, DevelopmentForm, SettleForm
from cohorts.models import DevelopmentComment, DevelopmentVersion
from cohorts.models.developing import heading_of
from cohorts.views.answering import ask, posted, team_of
from cohorts.views.evidence import left_the_lab
from proposals.differing import diff
from pyp_portal.access import require


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


def write(request, code):
    """Write the next version; who wrote meanwhile is shown, and nothing typed is lost."""
    team = team_of(request, code)
    require(permissions.can_coordinate(team, request.user))
    if left := left_the_lab(request, team):
        return left
    last = team.development.select_related("written_by").last()
    form = form_of(request, last)
    return ask(
        request,
        form,
        lambda: save(team, form, request, last),
        title=_("Development proposal"),
        label=_("Save as the next version"),
        done=_("The version is saved."),
        back=f"{team.get_absolute_url()}development/",
        about=team.proposal,
        template="cohorts/development_form.html",
        meanwhile=meanwhile(team, form, last),
        last=last,
    )


def meanwhile(team, form, last):
    """What others saved since this form was opened, section by section."""
    seen = form.cleaned_data["seen"] if form.is_valid() else None
    if last is None or seen in (None, last.number):
        return []
    return differences(team.development.filter(number=seen).first(), last)


def form_of(request, last):
    """The form with what stands, or with what was typed."""
    known = {name: getattr(last, name, "") for name in DevelopmentVersion.SECTIONS}
    return DevelopmentForm(posted(request)[0], initial=known | {"seen": number_of(last)})


def number_of(version):
    return version.number if version else 0


def save(team, form, request, last):
    """Save; where somebody was quicker, the next try knowingly goes on top of theirs."""
    facts = dict(form.cleaned_data)
    seen = str(facts.pop("seen"))
    form.data = form.data.copy()
    form.data["seen"] = number_of(last)
    services.write_development(team, by=request.user, seen=seen, **facts)


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
