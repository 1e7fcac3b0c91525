"""The follow-up of an issue begins: who answers for it, and from when."""

from datetime import timedelta

from django.db import transaction

from cohorts import emails, guards
from cohorts.models import Team
from cohorts.services.moving import advance, hold, hold_running
from cohorts.states import REPORTING
from proposals.states import State
from pyp_portal import clock
from pyp_portal.accounts.services.agencies import standing_agency
from pyp_portal.history.services import record


@transaction.atomic
def name_responsible(team, agency, *, by):
    """The agency that answers for the issue after the lab; one that takes over is told."""
    agency = standing_agency(agency)
    team = hold_running(team)
    is_new, team.responsible_agency = team.responsible_agency_id != agency.pk, agency
    team.save()
    record(team, "responsible_named", by=by, agency=agency.code)
    if is_new and team.proposal.state in REPORTING:
        emails.follow_up_started(team)
    return team


@transaction.atomic
def start_follow_up(team, *, by=None, version=None):
    """T27: by the office, or by the portal itself the day after the presentation."""
    team = hold(team)
    checks = {"responsible_agency_named": guards.responsible_agency_named}
    advance(team, "start_follow_up", by=by, checks=checks, version=version)
    emails.follow_up_started(team)
    return team


def start_due_follow_ups():
    """T27 for every presented issue whose day has come; returns how many."""
    today = clock.today()
    teams = Team.objects.filter(
        proposal__state=State.PRESENTED, responsible_agency__isnull=False
    ).select_related("cohort")
    presented = [team for team in teams if team.first_presented]
    due = [team for team in presented if begins_on(team) <= today]
    for team in due:
        start_follow_up(team)
    return len(due)


def begins_on(team):
    """The day after the presentation, and not before the follow-up of the cohort begins."""
    day = team.first_presented.session.held_on + timedelta(days=1)
    return max(day, team.cohort.follow_up_starts_on or day)
