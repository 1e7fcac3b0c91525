"""The machine as the table it is: where each state leads, what each transition needs."""

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django_fsm import TransitionNotAllowed

from proposals.drawing import diagram, transitions
from proposals.grounds import Grounds, GuardsNotPassed, ReasonNeeded
from proposals.lifecycle.conditions import EXPIRY_DELAY
from proposals.models import Call, Proposal
from proposals.states import PUBLIC_LABELS, TERMINAL, State

NOON = datetime(2024, 12, 20, 5, tzinfo=UTC)
REASON = "เหตุผลยาวพอสำหรับการตรวจสอบ"

PATHS = {
    "draft": {"submit", "expire"},
    "submitted": {"recall", "start_screening", "withdraw"},
    "screening": {
        "return_for_revision",
        "mark_eligible",
        "mark_ineligible",
        "merge_into",
        "withdraw",
    },
    "returned": {"resubmit", "lapse_revision", "withdraw"},
    "ineligible": set(),
    "eligible": {"merge_into", "open_review", "revert_to_screening", "withdraw"},
    "reviewing": {
        "revert_to_screening",
        "shortlist",
        "not_shortlist",
        "select",
        "place_reserve",
        "decline",
        "withdraw",
    },
    "shortlisted": {"record_pitch", "no_show", "withdraw"},
    "not_shortlisted": set(),
    "pitched": {"select", "place_reserve", "decline", "withdraw"},
    "selected": {"enter_lab", "withdraw"},
    "reserve": {"promote_reserve", "release_reserve", "withdraw"},
    "not_selected": set(),
    "in_lab": {"complete_lab", "discontinue"},
    "lab_completed": {"reopen_lab", "record_presentation", "discontinue"},
    "presented": {"start_follow_up", "discontinue"},
    "follow_up": {"mark_scaled", "close", "discontinue"},
    "scaled": {"resume_follow_up", "close"},
    "closed": set(),
    "discontinued": set(),
    "withdrawn": set(),
    "expired": set(),
    "merged": set(),
}
DECISION = {
    "meeting_quorate",
    "notice_ok",
    "decision_recorded",
    "minutes_certified",
    "announcement_signed",
    "pitch_mode_allows",
}
RELEASE = {"sheets_submitted", "decision_recorded", "pitch_planned", "announcement_signed"}
# What only a later room can know, and whether a reason is asked for.
GUARDS = {
    "submit": (set(), False),
    "recall": (set(), False),
    "expire": (set(), False),
    "start_screening": (set(), False),
    "return_for_revision": (set(), False),
    "resubmit": (set(), False),
    "lapse_revision": (set(), False),
    "mark_eligible": (set(), False),
    "mark_ineligible": ({"second_person"}, True),
    "merge_into": ({"both_agreed"}, False),
    "open_review": ({"reviewers_assigned", "coi_all_declared"}, False),
    "revert_to_screening": ({"no_announcement"}, True),
    "shortlist": (RELEASE, False),
    "not_shortlist": (RELEASE, True),
    "record_pitch": ({"meeting_quorate", "slot_presented"}, False),
    "no_show": ({"slot_missed", "announcement_signed"}, True),
    "select": (DECISION | {"capacity_ok"}, False),
    "place_reserve": (DECISION, False),
    "decline": (DECISION, False),
    "promote_reserve": ({"seat_left", "next_in_reserve"}, False),
    "release_reserve": (set(), False),
    "enter_lab": ({"team_complete", "phase_open", "commitment_letter"}, False),
    "complete_lab": ({"gates_passed", "public_test_done", "scale_plan_ready"}, False),
    "reopen_lab": (set(), True),
    "record_presentation": ({"presented_recorded"}, False),
    "start_follow_up": ({"responsible_agency_named"}, False),
    "mark_scaled": ({"sites_ok", "evidence"}, False),
    "resume_follow_up": (set(), True),
    "close": ({"final_round_done", "closing_summary"}, False),
    "withdraw": (set(), True),
    "discontinue": ({"lesson_learned"}, True),
    "admin_correct": ({"second_person"}, True),
}
NAMED = [(name, guard) for name, (guards, _reason) in GUARDS.items() for guard in sorted(guards)]
ARGUMENTS = {
    "return_for_revision": {"due_at": NOON + timedelta(days=7)},
    "merge_into": {"other": None},
    "place_reserve": {"rank": 1, "valid_until": NOON.date()},
    "admin_correct": {"to": State.SCREENING},
}


def stub(state, **fields):
    """A proposal without a database whose own conditions are as the test says."""
    call = Call(opens_at=NOON - timedelta(days=9), closes_at=NOON + timedelta(days=9))
    proposal = Proposal(state=state, call=call, case_owner_id=1, **fields)
    proposal.moment = NOON
    proposal.holds = True
    proposal.missing_to_submit = lambda: [] if proposal.holds else ["something"]
    for question in ("has_open_return", "is_checklist_done", "is_checklist_passed"):
        setattr(proposal, question, lambda: proposal.holds)
    return proposal


def source_of(name):
    return next((source for source, _to, _nr, known in transitions() if known == name), "closed")


def ready(name):
    """A proposal for which the own conditions of transition ``name`` hold."""
    due = NOON + timedelta(days=1) if name == "resubmit" else None
    proposal = stub(source_of(name), revision_due_at=due)
    if name == "expire":
        proposal.moment = proposal.call.last_moment + EXPIRY_DELAY
    if name == "release_reserve":
        proposal.reserve_valid_until = NOON.date() - timedelta(days=1)
    return proposal


def run(proposal, name, **grounds):
    getattr(proposal, name)(Grounds(**grounds), **ARGUMENTS.get(name, {}))


@pytest.mark.parametrize("state", State)
def test_every_state_leads_only_where_the_rules_say(state):
    names = {name for source, _target, _number, name in transitions() if source == state}

    assert names == PATHS[state]


def test_the_ends_lead_nowhere():
    assert {state for state in State if not PATHS[state]} == TERMINAL


def test_each_transition_has_one_number():
    numbers = {name: number for _source, _target, number, name in transitions()}

    expected = [f"T{n:02d}" for n in range(2, 33)]
    assert sorted(numbers.values()) == expected
    assert set(GUARDS) == {*numbers, "admin_correct"}


@pytest.mark.parametrize("name", GUARDS)
def test_a_transition_goes_with_exactly_its_guards(name):
    guards, _needs_reason = GUARDS[name]
    proposal = ready(name)

    run(proposal, name, reason=REASON, passed=frozenset(guards))

    targets = {target for _source, target, _number, known in transitions() if known == name}
    assert proposal.state in (targets or {State.SCREENING})


@pytest.mark.parametrize(("name", "guard"), NAMED)
def test_each_named_guard_refuses(name, guard):
    proposal = ready(name)
    before = proposal.state

    with pytest.raises(GuardsNotPassed) as refused:
        run(proposal, name, reason=REASON, passed=frozenset(GUARDS[name][0] - {guard}))

    assert refused.value.missing == {guard}
    assert proposal.state == before


@pytest.mark.parametrize("reason", ["", "สั้นไป", "ก" * 1001])
@pytest.mark.parametrize("name", [name for name, (_g, needs) in GUARDS.items() if needs])
def test_each_reason_is_asked_for(name, reason):
    proposal = ready(name)
    before = proposal.state

    with pytest.raises(ReasonNeeded):
        run(proposal, name, reason=reason, passed=frozenset(GUARDS[name][0]))

    assert proposal.state == before


# What of the proposal itself stands in the way of each transition.
OBSTACLES = [
    ("submit", {"moment": NOON + timedelta(days=9)}),
    ("submit", {"moment": NOON - timedelta(days=10)}),
    ("submit", {"holds": False}),
    ("recall", {"moment": NOON + timedelta(days=9)}),
    ("expire", {"moment": NOON + timedelta(days=9, minutes=14, seconds=59)}),
    ("start_screening", {"case_owner_id": None}),
    ("return_for_revision", {"return_count": 1}),
    ("return_for_revision", {"holds": False}),
    ("resubmit", {"revision_due_at": NOON}),
    ("resubmit", {"holds": False}),
    ("lapse_revision", {"revision_due_at": NOON + timedelta(seconds=1)}),
    ("mark_eligible", {"holds": False}),
    ("mark_ineligible", {"holds": False}),
    ("promote_reserve", {"reserve_valid_until": NOON.date() - timedelta(days=1)}),
    ("release_reserve", {"reserve_valid_until": NOON.date()}),
    ("release_reserve", {"reserve_valid_until": None}),
]


@pytest.mark.parametrize(("name", "obstacle"), OBSTACLES)
def test_each_condition_refuses(name, obstacle):
    proposal = ready(name)
    for field, value in obstacle.items():
        setattr(proposal, field, value)

    with pytest.raises(TransitionNotAllowed):
        run(proposal, name, reason=REASON, passed=frozenset(GUARDS[name][0]))


@pytest.mark.parametrize("name", sorted({name for name, _obstacle in OBSTACLES}))
def test_each_condition_says_why(name):
    machine = getattr(Proposal, name)._django_fsm
    found = next(iter(machine.transitions.values()))
    proposal = ready(name)

    assert all(guard.sentence(proposal) for guard in found.conditions)


def test_a_correction_never_leads_to_an_end():
    with pytest.raises(Exception, match="withdrawn"):
        stub("closed").admin_correct(
            Grounds(reason=REASON, passed=frozenset({"second_person"})), to=State.WITHDRAWN
        )


def test_every_state_has_its_words_tone_and_icon():
    assert set(PUBLIC_LABELS) == set(State)
    assert all(
        state.tone and state.icon and state.public_tone and state.public_icon for state in State
    )


def test_the_diagram_in_the_documents_is_current():
    call_command("draw_lifecycle", "--check", stdout=StringIO())


def test_an_old_diagram_is_noticed(settings, tmp_path):
    settings.BASE_DIR = tmp_path
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/lifecycle.md").write_text("old", encoding="utf-8")

    with pytest.raises(CommandError):
        call_command("draw_lifecycle", "--check")
    call_command("draw_lifecycle", stdout=StringIO())

    assert (tmp_path / "docs/lifecycle.md").read_text(encoding="utf-8") == diagram()
