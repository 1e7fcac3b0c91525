"""How a team listens: the page of its issue, what people may join, what they said, its answers."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from cohorts import hearing, permissions, posters
from cohorts.forms.fields import ReasonForm
from cohorts.forms.listening import CloseForm, OpenActivityForm, PageForm
from cohorts.models import IssuePage, OpenActivity, Opinion
from cohorts.services import inviting, issue_pages, listening
from cohorts.views.answering import act, ask, posted, team_of
from cohorts.voices import VoiceState
from pyp_portal import clock
from pyp_portal.access import require
from pyp_portal.paging import key_in, one_page, uid_in
from pyp_portal.papers import exporting

PAGE = 25
AGES = {
    "0-17": "under_18",
    "18-29": "age_18",
    "30-44": "age_30",
    "45-59": "age_45",
    "60+": "age_60",
}


def back_to(team):
    """The page of a team on which it listens."""
    return reverse("cohorts:voices", args=[team.proposal.code])


@require_GET
def voices(request, code):
    """All about the public: the page, what is open, what was said, whom one has heard."""
    team = team_of(request, code)
    may_read = permissions.can_read_voices(team, request.user)
    may_moderate = permissions.can_moderate(team, request.user)
    state = state_in(request.GET) if may_read else VoiceState.SHOWN
    rows = Opinion.objects.filter(team=team).in_state(state).for_list()
    written = IssuePage.objects.filter(team=team).first()
    context = {
        "team": team,
        "tab": "voices",
        "issue_page": written,
        "page_seen": issue_pages.written(written),
        "invitations": team.open_activities.select_related("activity"),
        "activities": team.activities.order_by("-held_on", "-pk"),
        "heard": hearing.heard_about(team),
        "page": one_page(rows, ["-given_at", "-pk"], uid_in(request.GET, "after"), size=PAGE),
        "state": state,
        "states": list(VoiceState) if may_read else [VoiceState.SHOWN],
        "may_read": may_read,
        "may_moderate": may_moderate,
        "may_work": permissions.can_work(team, request.user),
        "may_end": permissions.can_end_activity(team, request.user),
        "picks": may_moderate and state == VoiceState.WAITING,
        "is_over": team.is_over,
    }
    return render(request, "cohorts/voices.html", context)


def state_in(query):
    """Which opinions are asked for: those that wait, unless the address says otherwise."""
    given = query.get("state", "")
    return VoiceState(given) if given in VoiceState.values else VoiceState.WAITING


# --- The page of the issue -----------------------------------------------------
def write_page(request, code):
    """Write the page of the issue in plain words."""
    team = team_of(request, code)
    require(permissions.can_work(team, request.user))
    page = IssuePage.objects.filter(team=team).first()
    initial = PageForm.initial_of(page) | {"seen": issue_pages.written(page)}
    form = PageForm(posted(request)[0], initial=initial)
    return ask(
        request,
        form,
        lambda: issue_pages.write_page(team, by=request.user, **form.facts()),
        title=_("The public page in plain words"),
        label=_("Save the page"),
        done=_("The page is saved."),
        back=back_to(team),
        about=team.proposal,
    )


@require_POST
def publish_page(request, code):
    """Put the page before everybody."""
    team, page = page_of(request, code)
    seen = request.POST.get("seen")
    return act(
        request,
        lambda: issue_pages.publish_page(page, by=request.user, seen=seen),
        _("The page is public now."),
        back_to(team),
    )


def page_of(request, code):
    """The page of an issue, for those who may put it before everybody."""
    team = team_of(request, code)
    require(permissions.can_moderate(team, request.user))
    return team, get_object_or_404(IssuePage, team=team)


@require_POST
def withdraw_page(request, code):
    """Take the words of the page back."""
    team, page = page_of(request, code)
    return act(
        request,
        lambda: issue_pages.withdraw_page(page, by=request.user),
        _("The words are no longer public."),
        back_to(team),
    )


# --- What people may join ---------------------------------------------------------
def open_activity(request, code):
    """Ask citizens to join."""
    team = team_of(request, code)
    require(permissions.can_work(team, request.user))
    form = OpenActivityForm(posted(request)[0], initial={"opens_on": clock.today()})
    return ask(
        request,
        form,
        lambda: inviting.open_activity(team, by=request.user, **form.cleaned_data),
        title=_("Ask citizens to join"),
        label=_("Open the activity"),
        done=_("It is open. Print its poster, or pass on its address."),
        back=back_to(team),
        about=team.proposal,
    )


def invitation_of(request, code, uid):
    """Something that people may join, for those who end it."""
    team = team_of(request, code)
    require(permissions.can_end_activity(team, request.user))
    found = OpenActivity.objects.select_related("activity")
    return team, get_object_or_404(found, team=team, uid=uid)


def close_activity(request, code, uid):
    """End it: what was said, and what changed because of it."""
    team, invitation = invitation_of(request, code, uid)
    form = CloseForm(posted(request)[0], initial=known_of(invitation))
    return ask(
        request,
        form,
        lambda: inviting.close_activity(invitation, by=request.user, **form.facts()),
        title=_("Close the activity"),
        label=_("Close it"),
        done=_("The activity is closed. Show it to the public when you are ready."),
        back=back_to(team),
        about=invitation,
        text=_("An activity ends with what changed because of it. Add those who came in person."),
    )


def known_of(invitation):
    """What the forms of citizens have told already."""
    came = invitation.sign_ups.filter(left_at=None)
    counts = hearing.of_activity(came if invitation.takes_people else invitation.opinions.all())
    bands = counts.pop("age_bands")
    days = filter(None, [invitation.held_on, invitation.closes_on, clock.today()])
    return (
        counts
        | {AGES[band]: n for band, n in bands.items()}
        | {
            "held_on": min(days),
            "place_th": invitation.place_th,
            "channel": "ONSITE" if invitation.place_th else "FORM",
            "female": 0,
            "male": 0,
        }
    )


def call_off(request, code, uid):
    """It does not take place."""
    team, invitation = invitation_of(request, code, uid)
    form = ReasonForm(posted(request)[0])
    return ask(
        request,
        form,
        lambda: inviting.call_off(invitation, by=request.user, reason=form.cleaned_data["reason"]),
        title=_("Call the activity off"),
        label=_("Call it off"),
        done=_("The activity is called off. Its page says why."),
        back=back_to(team),
        about=invitation,
        tone="danger",
    )


@require_GET
def coming(request, code, uid):
    """Who comes, and what they need; forgotten when the activity ends."""
    team, invitation = invitation_of(request, code, uid)
    context = {
        "team": team,
        "tab": "voices",
        "invitation": invitation,
        "places": invitation.sign_ups.filter(left_at=None).select_related("province"),
    }
    return render(request, "cohorts/coming.html", context)


@require_POST
def show_activity(request, code):
    """Let everybody read what a recorded activity changed, or no longer."""
    team = team_of(request, code)
    require(permissions.can_moderate(team, request.user))
    activity = get_object_or_404(team.activities, pk=key_in(request.POST, "activity") or 0)
    is_shown = request.POST.get("to") != "team"
    done = _("Everybody reads it now.") if is_shown else _("It is no longer public.")
    return act(
        request,
        lambda: inviting.show_activity(activity, by=request.user, is_shown=is_shown),
        done,
        back_to(team),
    )


# --- Posters ------------------------------------------------------------------------
@require_POST
def poster(request, code):
    """Ask for the poster with the QR code: of the issue, or of something people may join."""
    team = team_of(request, code)
    require(permissions.can_record_people(team, request.user))
    uid = uid_in(request.POST, "activity")
    if not (uid or listening.takes_opinions(team)):
        messages.error(request, _("This issue has ended: it takes no opinions any more."))
        return redirect(back_to(team))
    return exporting.order(request, posters.KIND, **posters.wanted(team, uid, back_to(team)))
