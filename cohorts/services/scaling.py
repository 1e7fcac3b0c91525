"""Scale-out: sites, and the moves scaled and back (T28, T29)."""

from django.db import transaction
from django.utils.translation import gettext as _

from cohorts import emails, guards
from cohorts.models import ScaleOutSite
from cohorts.services.moving import advance, hold, hold_running, refuse_unless
from cohorts.states import SiteStatus
from pyp_portal import clock
from pyp_portal.history.services import record

NEEDS_NOTE = frozenset({SiteStatus.PAUSED, SiteStatus.DROPPED})


@transaction.atomic
def add_site(team, *, by, **facts):
    """Another area takes an interest in the model, or more."""
    team = hold_running(team)
    site = ScaleOutSite(team=team, updated_on=clock.today(), **facts)
    return keep(site, "site_added", by=by)


@transaction.atomic
def update_site(site, *, by, **facts):
    """How far the area is now; pausing or dropping needs a note."""
    hold_running(site.team)
    site = ScaleOutSite.objects.get(pk=site.pk)
    before = site.status
    for name, value in facts.items():
        setattr(site, name, value)
    site.updated_on = clock.today()
    return keep(site, "site_updated", by=by, before=before)


def keep(site, verb, *, by, before=""):
    """Check and save a site, with its history."""
    refuse_unless(
        site.status not in NEEDS_NOTE or site.note_th.strip(),
        _("Say in the note why the site was paused or dropped."),
    )
    site.full_clean()
    site.save()
    record(site, verb, by=by, before=before, after=site.status)
    return site


@transaction.atomic
def mark_scaled(team, *, by, version=None):
    """T28: enough sites implement it, with evidence."""
    team = hold(team)
    checks = {"sites_ok": guards.sites_ok, "evidence": guards.evidence}
    advance(team, "mark_scaled", by=by, checks=checks, version=version)
    emails.scaled(team)
    return team


@transaction.atomic
def resume_follow_up(team, *, by, reason, version=None):
    """T29: the spread fell back."""
    team = hold(team)
    advance(team, "resume_follow_up", by=by, checks={}, reason=reason, version=version)
    return team
