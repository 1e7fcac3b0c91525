"""What citizens are asked to join: opened, then closed with what changed because of it."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cohorts.models import OpenActivity, ParticipationActivity, SignUp
from cohorts.services.moving import hold, hold_running, need_reason, refuse_unless
from pyp_portal import clock
from pyp_portal.history.services import record

AS_ASKED = {
    True: gettext_lazy("Everybody reads it already. Nothing was changed."),
    False: gettext_lazy("It is not public. Nothing was changed."),
}


@transaction.atomic
def open_activity(team, *, by, **facts):
    """Ask citizens to join; the page and its QR code lead there at once."""
    team = hold_running(team)
    invitation = OpenActivity(team=team, opened_by=by, opened_at=clock.now(), **facts)
    invitation.full_clean()
    invitation.save()
    record(team, "activity_opened", by=by, kind=invitation.kind)
    return invitation


def hold_invitation(invitation):
    """The invitation, locked; refused once it has ended.

    It outlives its issue: whoever took part is owed an answer all the same.
    """
    hold(invitation.team)
    fresh = OpenActivity.objects.select_for_update().get(pk=invitation.pk)
    refuse_unless(not fresh.closed_at, _("This activity has ended already. Nothing was changed."))
    return fresh


@transaction.atomic
def close_activity(invitation, *, by, **facts):
    """End it with the counts of those who came and what changed because of them (R-38).

    Raises ValidationError where that is not said. How to reach people is forgotten now.
    """
    fresh = hold_invitation(invitation)
    team = fresh.team
    activity = ParticipationActivity(
        team=team, kind=fresh.kind, recorded_by=by, recorded_at=clock.now(), **facts
    )
    activity.full_clean()
    activity.save()
    fresh.activity = activity
    end(fresh, by)
    record(team, "activity_recorded", by=by, kind=activity.kind, people=activity.people_total)
    return activity


@transaction.atomic
def call_off(invitation, *, by, reason):
    """It does not take place; the page says why."""
    fresh = hold_invitation(invitation)
    fresh.called_off_th = need_reason(reason)
    end(fresh, by)
    fresh.wishes.all().delete()  # nothing will change because of it
    record(fresh.team, "activity_called_off", by=by, reason=reason, kind=fresh.kind)
    return fresh


def end(invitation, by):
    invitation.closed_at, invitation.closed_by = clock.now(), by
    invitation.save()
    SignUp.objects.filter(activity=invitation).forget()


@transaction.atomic
def show_activity(activity, *, by, is_shown=True):
    """Let everybody read what was said there and what changed, or no longer.

    Also after the end of the issue. Pressed twice, or by two people, it is one act.
    """
    team = hold(activity.team)
    fresh = ParticipationActivity.objects.select_for_update().get(pk=activity.pk)
    refuse_unless(bool(fresh.shown_at) != is_shown, AS_ASKED[is_shown])
    refuse_unless(
        fresh.what_changed_th.strip(), _("Say first what changed because of this activity.")
    )
    fresh.shown_at, fresh.shown_by = (clock.now(), by) if is_shown else (None, None)
    fresh.save()
    verb = "activity_shown" if is_shown else "activity_unshown"
    record(team, verb, by=by, kind=fresh.kind)
    return fresh
