"""What waits because citizens spoke: opinions to read, activities to close."""

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from cohorts.models import OpenActivity, Opinion, Team
from cohorts.states import WORKERS, TierKey
from proposals.states import TERMINAL
from pyp_portal import clock
from pyp_portal.todo import MOST, Kind, Todo


def kinds(user):
    """Opinions that wait in my teams, and activities of my teams that are over but not closed."""
    return [to_read(user), to_close(user)]


def seated(user, *tiers):
    """Teams in which this person has a confirmed seat of these tiers."""
    return Q(
        participants__person=user.pk,
        participants__tier__key__in=tiers,
        participants__confirmed_at__isnull=False,
        participants__replaced_at=None,
        participants__withdrawn_at=None,
    )


def mine(user, *tiers):
    """My teams of these tiers; for officers those of their cases."""
    asked = seated(user, *tiers)
    if user.is_sto_staff:
        asked |= Q(case_owner__in=user.case_owner_ids)
    return Team.objects.visible_to(user).filter(asked)


def going_on(user, *tiers):
    """Those of my teams whose issue has not ended."""
    return mine(user, *tiers).exclude(proposal__state__in=TERMINAL)


def to_read(user):
    """One line a team: how many opinions nobody has read yet."""
    teams = going_on(user, TierKey.COORDINATOR)
    return Kind(Opinion.objects.waiting().filter(team__in=teams), unread)


def unread(waiting):
    counts = waiting.order_by().values_list("team").annotate(n=Count("pk"))
    counts = dict(counts.order_by("-n")[:MOST])
    for team in Team.objects.filter(pk__in=counts).select_related("proposal"):
        title = _("Read what citizens wrote (%(count)d)") % {"count": counts[team.pk]}
        url = reverse("cohorts:voices", args=[team.proposal.code])
        yield Todo(title, url, detail=str(team.proposal), icon="message")


def to_close(user):
    """Activities that are over, by their last day or with their issue, and say nothing yet.

    After the end of an issue the coordinator and the office say what changed.
    """
    past = Q(closes_on__lt=clock.today(), team__in=going_on(user, *WORKERS))
    ended = Q(team__proposal__state__in=TERMINAL, team__in=mine(user, TierKey.COORDINATOR))
    return Kind(OpenActivity.objects.filter(past | ended, closed_at=None), unclosed)


def unclosed(activities):
    for one in activities.select_related("team__proposal")[:MOST]:
        title = _("Close “%(title)s” with what changed because of it") % {"title": one}
        url = reverse("cohorts:close_activity", args=[one.team.proposal.code, one.uid])
        yield Todo(title, url, detail=str(one.team.proposal), tone="wait", icon="users")
