"""Into the lab and out of it: T23, T24, T25."""

from datetime import timedelta
from functools import partial

from django.db import transaction

from cohorts import emails, guards
from cohorts.models import Deliverable, TeamPhase
from cohorts.services.access import let_everybody_in
from cohorts.services.moving import advance, hold, hold_running, need_reason
from cohorts.states import Phase
from pyp_portal import clock
from pyp_portal.history.services import record


@transaction.atomic
def set_commitment(team, *, by, letter_no, letter_date, file=None):
    """The letter by which the agency commits itself to the lab."""
    team = hold_running(team)
    team.commitment_no, team.commitment_date = letter_no.strip(), letter_date
    team.commitment_file = file or team.commitment_file
    team.save()
    record(team, "commitment_set", by=by)
    return team


@transaction.atomic
def waive_gap(team, *, by, reason):
    """The office lets a team enter the lab without all tiers, and says why."""
    team = hold_running(team)
    team.gap_waived_reason, team.gap_waived_by = need_reason(reason), by
    team.gap_waived_at = clock.now()
    team.save()
    record(team, "gap_waived", by=by, reason=reason)
    return team


@transaction.atomic
def enter_lab(team, *, by, override="", version=None):
    """T23: the seven phases are laid out, and the proposal opens to its team.

    ``override`` is the reason for entering outside of the window of the lab. Phases and
    deliverables are unique per team: a second entry cannot be written.
    """
    team = hold(team)
    checks = {
        "team_complete": guards.team_complete,
        "phase_open": partial(guards.phase_open, overridden=bool(override.strip())),
        "commitment_letter": guards.commitment_letter,
    }
    advance(team, "enter_lab", by=by, checks=checks, reason=override, version=version)
    team.entered_lab_at = clock.now()
    team.save()
    lay_out(team)
    let_everybody_in(team)
    record(team, "entered_lab", by=by)
    emails.lab_entered(team)
    return team


def lay_out(team):
    """Seven phases and seven deliverables, by the weeks of the lab (section 6.4)."""
    start = team.cohort.lab_starts_on
    TeamPhase.objects.bulk_create(
        TeamPhase(
            team=team,
            phase=phase,
            order=order,
            planned_start=first_day(start, phase),
            planned_end=last_day(start, phase),
        )
        for order, phase in enumerate(Phase)
    )
    Deliverable.objects.bulk_create(
        Deliverable(team=team, code=phase.code, due_on=last_day(start, phase)) for phase in Phase
    )


def first_day(start, phase):
    """The first day of the first week of a phase."""
    return start + timedelta(weeks=phase.weeks[0] - 1)


def last_day(start, phase):
    """The last day of the last week of a phase."""
    return start + timedelta(weeks=phase.weeks[1]) - timedelta(days=1)


@transaction.atomic
def complete_lab(team, *, by, version=None):
    """T24: gates passed, tested with the public, scale-out plan approved."""
    team = hold(team)
    checks = {
        "gates_passed": guards.gates_passed,
        "public_test_done": guards.public_test_done,
        "scale_plan_ready": guards.scale_plan_ready,
    }
    advance(team, "complete_lab", by=by, checks=checks, version=version)
    team.completed_lab_at = clock.now()
    team.save()
    record(team, "completed_lab", by=by)
    return team


@transaction.atomic
def reopen_lab(team, *, by, reason, version=None):
    """T25: back to work, before the presentation."""
    team = hold(team)
    advance(team, "reopen_lab", by=by, checks={}, reason=reason, version=version)
    team.completed_lab_at = None
    team.save()
    record(team, "reopened_lab", by=by, reason=reason)
    emails.lab_reopened(team, reason)
    return team
