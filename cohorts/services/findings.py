"""What the first phases find: field visits, figures at the start, policy options, tools used."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from cohorts.methods import METHODS
from cohorts.models import Baseline, FieldVisit, PolicyOption
from cohorts.services.moving import hold, need_reason, refuse_unless
from cohorts.services.phases import lock
from cohorts.services.working import in_lab
from proposals.states import State
from pyp_portal import clock
from pyp_portal.history.services import record


@transaction.atomic
def record_visit(team, *, by, **facts):
    """The team was in the area: where, how many people it spoke with, what it saw."""
    team = in_lab(team)
    visit = kept(FieldVisit(team=team, **facts), by)
    record(team, "visit_recorded", by=by, informants=visit.informants)
    return visit


@transaction.atomic
def record_baseline(team, *, by, **facts):
    """A figure at the start, with unit and source; an indicator has one."""
    team = in_lab(team)
    baseline = kept(Baseline(team=team, **facts), by)
    record(team, "baseline_recorded", by=by, value=baseline.value)
    return baseline


@transaction.atomic
def record_option(team, *, by, **facts):
    """One way to answer the question, to be compared with the others."""
    team = in_lab(team)
    option = kept(PolicyOption(team=team, **facts), by)
    record(team, "option_recorded", by=by, impact=option.impact, effort=option.effort)
    return option


def kept(row, by):
    """The row, checked and saved; ValidationError says which field is wrong."""
    row.recorded_by, row.recorded_at = by, clock.now()
    row.full_clean()
    row.save()
    return row


@transaction.atomic
def choose_option(option, *, by, reason):
    """The option that the team goes on with, and why; chosen anew, the earlier one steps back."""
    team = hold(option.team)
    refuse_unless(team.proposal.state == State.IN_LAB, _("The team is not in the lab now."))
    refuse_unless(
        team.options.count() > 1, _("Write down the other options first: one is no choice.")
    )
    team.options.update(chosen_at=None, chosen_th="")
    option = team.options.get(pk=option.pk)
    option.chosen_at, option.chosen_th = clock.now(), need_reason(reason)
    option.save()
    record(team, "option_chosen", by=by, reason=reason)
    return option


@transaction.atomic
def use_methods(phase, methods, *, by):
    """Which tools of the phase the team has used."""
    phase = lock(phase)
    known = {method.key for method in METHODS[phase.phase_enum]}
    if set(methods) - known:
        raise ValidationError(_("This tool does not belong to the phase."))
    phase.methods = sorted(methods)
    phase.save()
    team = phase.team
    record(team, "methods_used", by=by, after=f"{phase.phase}:", count=len(methods))
    return phase
