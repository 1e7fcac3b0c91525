"""Gates of the lab: start, ask, pass, waive, send back."""

from django.db import transaction
from django.utils.translation import gettext as _

from cohorts import emails, gates
from cohorts.models import TeamPhase
from cohorts.services.moving import demand, hold, need_reason, refuse_unless
from cohorts.states import THROUGH, GateState
from proposals.states import State
from pyp_portal import clock
from pyp_portal.history.services import record

UNDECIDED = frozenset({GateState.ACTIVE, GateState.GATE_REQUESTED, GateState.SENT_BACK})


def lock(phase):
    """The phase with its team's row locked; refused unless the team is in the lab."""
    team = hold(phase.team)
    refuse_unless(team.proposal.state == State.IN_LAB, _("The team is not in the lab now."))
    phase = TeamPhase.objects.get(pk=phase.pk)
    phase.team = team
    return phase


def must_be(phase, *states):
    """Refuse, saying what happened before, unless the phase is in one of these states."""
    refuse_unless(
        phase.state in states,
        _("This phase is already “%(state)s”. Nothing was changed.")
        % {"state": phase.state_enum.label},
    )


def settle(phase, state, *, by, reason=""):
    """Write the new state with its history."""
    before, phase.state = phase.state, state
    phase.save()
    record(
        phase.team,
        f"gate_{state}",
        by=by,
        before=f"{phase.phase}:{before}",
        after=f"{phase.phase}:{state}",
        reason=reason,
    )
    return phase


@transaction.atomic
def start_phase(phase, *, by):
    """The team begins a phase; phases may overlap."""
    phase = lock(phase)
    must_be(phase, GateState.NOT_STARTED)
    phase.started_at = clock.now()
    return settle(phase, GateState.ACTIVE, by=by)


@transaction.atomic
def request_gate(phase, *, by):
    """The coordinator asks for the gate; what is missing is said at once."""
    phase = lock(phase)
    must_be(phase, GateState.ACTIVE, GateState.SENT_BACK)
    demand(*gates.missing(phase))
    phase.requested_at, phase.requested_by = clock.now(), by
    phase = settle(phase, GateState.GATE_REQUESTED, by=by)
    emails.gate_requested(phase)
    return phase


@transaction.atomic
def pass_gate(phase, *, by, note=""):
    """The office opens the gate: all that it asks for is there."""
    phase = lock(phase)
    must_be(phase, GateState.GATE_REQUESTED)
    demand(*gates.missing(phase))
    return decide(phase, GateState.PASSED, by=by, note=note)


@transaction.atomic
def waive_gate(phase, *, by, reason):
    """The office opens the gate although something is missing, and says why."""
    phase = lock(phase)
    must_be(phase, GateState.NOT_STARTED, *UNDECIDED)
    return decide(phase, GateState.WAIVED, by=by, note=need_reason(reason))


@transaction.atomic
def send_back(phase, *, by, reason):
    """The team goes back to this phase: counted, not punished."""
    phase = lock(phase)
    must_be(phase, *UNDECIDED, *THROUGH)
    phase.sent_back_count += 1
    return decide(phase, GateState.SENT_BACK, by=by, note=need_reason(reason))


def decide(phase, state, *, by, note):
    """Who decided, when, why; then tell the team."""
    phase.started_at = phase.started_at or clock.now()
    phase.decided_at, phase.decided_by, phase.note_th = clock.now(), by, note
    phase = settle(phase, state, by=by, reason=note)
    emails.gate_decided(phase)
    return phase
