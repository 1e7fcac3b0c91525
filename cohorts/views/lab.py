"""The lab of a team: gates, deliverables, people, tests, prototypes, advice, plan."""

from collections import Counter

from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cohorts import gates, lab_papers, permissions, services
from cohorts.forms.fields import ReasonForm
from cohorts.methods import METHODS
from cohorts.states import THROUGH, GateState, Phase
from cohorts.views.answering import act, ask, posted, team_of
from pyp_portal.access import require


def work(request, code):
    """What the team has done: deliverables, people, tests, prototypes, advice, plan."""
    team = team_of(request, code)
    context = {
        "team": team,
        "deliverables": team.deliverables.all(),
        "activities": team.activities.all(),
        "pilots": team.pilot_tests.prefetch_related("metrics"),
        "prototypes": team.prototypes.prefetch_related("versions"),
        **advice_of(team),
        "development": team.development.select_related("written_by").last(),
        "raised": team.raised.select_related("owner"),
        "visits": team.visits.all(),
        "baselines": team.baselines.all(),
        "options": team.options.all(),
        "plan": getattr(team, "scale_plan", None),
        **lab_papers.issued(team),
        "waived": team.waived_codes,
        "is_in_lab": team.is_in_lab,
        "may_work": permissions.can_work(team, request.user),
        "may_plan": permissions.can_plan(team, request.user),
        "may_record": permissions.can_record_people(team, request.user),
        "may_mentor": permissions.can_mentor(team, request.user),
        "may_coordinate": permissions.can_coordinate(team, request.user),
        "tab": "work",
    }
    return render(request, "cohorts/work.html", context)


def advice_of(team):
    """The advice of tier 1, and how often it was given in each phase (at least once, 6.3)."""
    given = list(team.mentoring.select_related("advisor", "answered_by"))
    count = Counter(one.phase for one in given)
    return {"mentoring": given, "advised": [(phase, count[phase]) for phase in Phase]}


# --- Gates --------------------------------------------------------------------
def gate(request, code, phase):
    """One phase and its gate, small enough for a phone."""
    team = team_of(request, code)
    phase = get_object_or_404(team.phases, phase=phase)
    asks = permissions.can_coordinate(team, request.user)
    decides = permissions.can_manage(team, request.user)
    is_in_lab = team.is_in_lab
    begun = phase.state in (GateState.ACTIVE, GateState.SENT_BACK)
    context = {
        "team": team,
        "phase": phase,
        "deliverable": team.deliverables.get(code=phase.phase_enum.code),
        "conditions": gates.conditions(phase),
        "methods": [(one, one.key in phase.methods) for one in METHODS[phase.phase_enum]],
        "may_note_methods": is_in_lab and permissions.can_work(team, request.user),
        "may_start": is_in_lab and asks and phase.state == GateState.NOT_STARTED,
        "may_request": is_in_lab and asks and begun,
        "may_pass": is_in_lab and decides and phase.state == GateState.GATE_REQUESTED,
        "may_waive": is_in_lab and decides and phase.state not in THROUGH,
        "may_send_back": is_in_lab and decides and phase.state != GateState.NOT_STARTED,
    }
    return render(request, "cohorts/gate.html", context)


def phase_of(request, code, phase, rule):
    """A phase, for those whom the rule lets act on it."""
    team = team_of(request, code)
    phase = get_object_or_404(team.phases, phase=phase)
    require(rule(team, request.user))
    return phase, team.get_absolute_url()


@require_POST
def start_phase(request, code, phase):
    phase, back = phase_of(request, code, phase, permissions.can_coordinate)
    done = _("The phase has begun.")
    return act(request, lambda: services.start_phase(phase, by=request.user), done, back)


@require_POST
def request_gate(request, code, phase):
    phase, back = phase_of(request, code, phase, permissions.can_coordinate)
    done = _("The office has been asked to open the gate.")
    return act(request, lambda: services.request_gate(phase, by=request.user), done, back)


@require_POST
def pass_gate(request, code, phase):
    phase, back = phase_of(request, code, phase, permissions.can_manage)
    done = _("The gate is open, and the team has been told.")
    return act(request, lambda: services.pass_gate(phase, by=request.user), done, back)


def reason_page(request, code, phase, verb, **words):
    """A decision that needs a reason."""
    phase, back = phase_of(request, code, phase, permissions.can_manage)
    form = ReasonForm(posted(request)[0])
    return ask(
        request,
        form,
        lambda: verb(phase, by=request.user, reason=form.cleaned_data["reason"]),
        back=back,
        about=phase.team.proposal,
        **words,
    )


def waive_gate(request, code, phase):
    """Open the gate although something is missing."""
    return reason_page(
        request,
        code,
        phase,
        services.waive_gate,
        title=_("Waive the gate"),
        label=_("Waive the gate"),
        done=_("The gate is waived, and the team has been told."),
    )


def send_back(request, code, phase):
    """Ask the team to go back to this phase."""
    return reason_page(
        request,
        code,
        phase,
        services.send_back,
        title=_("Send the phase back"),
        label=_("Send back"),
        done=_("The phase is sent back, and the team has been told."),
    )
