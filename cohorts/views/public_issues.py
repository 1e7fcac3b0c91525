"""The public side: issues of the programme, what is tried, what people say, without an account."""

from contextlib import suppress

from allauth.core.internal import ratelimit
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cohorts import issue_page, public_pictures
from cohorts.forms.citizens import SignUpForm, VoiceForm
from cohorts.forms.finding import IssuesFilter
from cohorts.models import SignUp
from cohorts.services import listening, wishing
from cohorts.services.moving import NotReady
from cohorts.views import spreading
from cohorts.views.stopped import says_that_it_stopped
from proposals.views.finding import code_in
from pyp_portal.accounts.views.posted import posted
from pyp_portal.paging import one_page, uid_in

PAGE = 24


def issue_of(code):
    """A selected issue and its team, or None for the team; else 404."""
    issues = issue_page.public_issues().select_related("team__cohort__call", "team__public_page")
    issue = get_object_or_404(issues, code=code)
    team = getattr(issue, "team", None)
    if team is not None:
        team.proposal = issue
    return issue, team


@login_not_required
@require_safe
def issues(request):
    """All issues that were selected, the newest year first; by year and province."""
    form = IssuesFilter(request.GET)
    found = form.narrow(issue_page.public_issues())
    page = one_page(found, ["-code"], code_in(request.GET, "after"), key="code", size=PAGE)
    return render(request, "issues/list.html", {"form": form, "page": page})


@login_not_required
@says_that_it_stopped
@require_safe
def issue(request, code):
    """One issue in plain words, with what came of the opinions."""
    shown, team = issue_of(code)
    context = issue_page.facts(shown, team)
    form = VoiceForm(province=shown.province) if context.get("takes_opinions") else None
    return render(request, "issues/issue.html", context | {"form": form} | spreading.band(team))


@login_not_required
@says_that_it_stopped
@require_safe
def voices(request, code):
    """All opinions on an issue that everybody may read."""
    shown, team = with_team(code)
    rows = issue_page.voices_of(team)
    after = uid_in(request.GET, "after")
    page = one_page(rows, ["-shown_at", "-pk"], after, size=PAGE, among=rows)
    return render(request, "issues/voices.html", {"issue": shown, "page": page})


@login_not_required
@require_safe
def picture(request, code, uid):
    """The small version of a picture whose people agree; it may be taken back at any time."""
    _shown, team = with_team(code)
    photo = public_pictures.picture_of(team, uid)
    if photo is None:
        raise Http404
    answer = FileResponse(photo.small.open("rb"), content_type="image/jpeg")
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["Cache-Control"] = "public, max-age=300"
    return answer


def with_team(code):
    """The same for what only an issue with a team has."""
    shown, team = issue_of(code)
    if team is None:
        raise Http404
    return shown, team


# --- What citizens send ----------------------------------------------------------
@login_not_required
@says_that_it_stopped
@require_http_methods(["GET", "HEAD", "POST"])
def say(request, code):
    """An opinion on the issue."""
    shown, team = with_team(code)
    return take_words(request, shown, team, None)


def take_words(request, shown, team, activity):
    """The form for an opinion, or the thanks for it."""
    form = VoiceForm(posted(request), province=shown.province, activity=activity)

    def keep():
        kind = activity.kind if activity else form.kind
        return listening.say(team, form.token, activity=activity, kind=kind, **form.facts)

    if done(request, form, team, keep):
        return after(reverse("issues:thanks", args=[shown.code]), activity, form)
    return ask(request, shown, team, activity, form)


@login_not_required
@says_that_it_stopped
@require_http_methods(["GET", "HEAD", "POST"])
def activity(request, code, uid):
    """What people may join, as its QR code leads here: words are asked for, or a place given."""
    shown, team = with_team(code)
    joined = issue_page.activity_of(team, uid)
    if joined is None:
        raise Http404
    if not joined.takes_people:
        return take_words(request, shown, team, joined)
    form = SignUpForm(posted(request), province=shown.province)
    made = done(request, form, team, lambda: listening.sign_up(joined, form.token, **form.facts))
    if made:
        return after(made.get_absolute_url(), joined, form)
    return ask(request, shown, team, joined, form)


def after(url, activity, form):
    """On to the next page; an address that was left gets its mail, whoever left it before."""
    if not form.wish:
        return redirect(url)
    wishing.leave_address(activity, form.wish)
    return redirect(f"{url}?mail=1")


def done(request, form, team, verb):
    """What the verb made of a form that may be taken; None where the form says why not."""
    if not (form.is_bound and form.is_valid()):
        return None
    if not is_within_limit(request, team):
        form.is_limited = True
        sentence = _("Very many people are writing just now. Wait a minute and send it again.")
        form.add_error(None, sentence)
        return None
    try:
        return verb()
    except NotReady as refused:
        form.add_error(None, refused.sentence)
        return None


def is_within_limit(request, team):
    """So many from one address, which a whole village may share, and so many on one issue."""
    asked = {"app": "allauth.account", "key": str(team.pk)}
    limits = ("say_as_citizen", "say_on_issue")
    return all([ratelimit.consume(request, action=action, **asked) for action in limits])


def ask(request, shown, team, joined, form):
    """The page of the form, with every word still in it."""
    context = {
        "issue": shown,
        "activity": joined,
        "form": form,
        "takes_opinions": listening.takes_opinions(team),
        "is_open": joined.is_open if joined else listening.takes_opinions(team),
    }
    status = 429 if getattr(form, "is_limited", False) else 200
    return render(request, "issues/say.html", context, status=status)


@login_not_required
@says_that_it_stopped
@require_safe
def thanks(request, code):
    """What happens now to an opinion."""
    shown, team = with_team(code)
    return render(
        request,
        "issues/thanks.html",
        {"issue": shown, "joins": issue_page.to_join(team), "mail": "mail" in request.GET},
    )


# --- A place at an activity ---------------------------------------------------------
def place_of(uid):
    """A place by its address, which nobody can guess."""
    places = SignUp.objects.select_related("activity__team__proposal")
    return get_object_or_404(places, uid=uid)


@login_not_required
@require_safe
def sign_up(request, uid):
    """One's own place: when and where, and the way to give it back."""
    place = place_of(uid)
    issue = place.activity.team.proposal
    return render(
        request,
        "issues/sign_up.html",
        {"place": place, "issue": issue, "mail": "mail" in request.GET},
    )


@login_not_required
@require_POST
def sign_off(request, uid):
    """Give a place back."""
    place = place_of(uid)
    with suppress(NotReady):  # pressed twice: the page says that it is done
        listening.sign_off(place)
    return redirect(place)
