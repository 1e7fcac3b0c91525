"""Scale-out: the plan, and the moves scaled and back (T28, T29)."""

from django.db import transaction
from django.utils.translation import gettext as _

from cohorts import emails, guards
from cohorts.models import PlanPhase, ScaleOutPlan
from cohorts.services.moving import advance, as_seen, hold, refuse_unless
from cohorts.spread_states import PLANNING
from pyp_portal import clock
from pyp_portal.accounts.services.agencies import standing_in
from pyp_portal.history.services import record


def planning(team):
    """The team, locked; refused before the lab and after the end."""
    team = hold(team)
    refuse_unless(
        team.proposal.state in PLANNING,
        _("The plan is written from the lab on, until the issue ends."),
    )
    return team


@transaction.atomic
def write_plan(team, *, by, phases=(), **facts):
    """Write the plan, or write it again; a change asks for a new approval.

    ``phases`` are dictionaries of name, months and result, in their order.
    """
    facts = standing_in(facts, "national_owner")
    team = planning(team)
    plan, _is_new = ScaleOutPlan.objects.update_or_create(
        team=team,
        defaults={
            **facts,
            "written_by": by,
            "written_at": clock.now(),
            "approved_by": None,
            "approved_at": None,
        },
    )
    plan.phases.all().delete()
    PlanPhase.objects.bulk_create(
        PlanPhase(plan=plan, order=order, **row) for order, row in enumerate(phases, start=1)
    )
    record(team, "plan_written", by=by)
    return plan


@transaction.atomic
def approve_plan(plan, *, by, seen=None):
    """The coordinator approves the scale-out plan (R-52); ``seen`` is when it was written."""
    team = planning(plan.team)
    plan = ScaleOutPlan.objects.select_for_update().get(pk=plan.pk)
    refuse_unless(not plan.approved_at, _("It has already been approved."))
    as_seen(seen, plan.written_at.isoformat())
    plan.approved_by, plan.approved_at = by, clock.now()
    plan.save()
    record(team, "plan_approved", by=by)
    return plan


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
