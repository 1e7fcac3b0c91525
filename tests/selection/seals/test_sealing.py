"""Rounds and seals: what is frozen, what a later change leaves behind (S38), who is told."""

import json

import pytest

from proposals.grounds import MoveRefused, ReasonNeeded
from proposals.states import State
from pyp_portal.outbox.models import Message
from pyp_portal.papers.models import Paper
from selection import services
from selection.kinds import SeatRole, Severity, Stage
from selection.models import ScoreSheet, Seal, SheetVersion
from selection.services import rounds, verifying
from tests.factories.accounts import UserFactory
from tests.factories.proposals import ProposalFactory
from tests.factories.selection import (
    DUE,
    REASON,
    SeatFactory,
    ready_proposal,
    reviewed,
    slot_of,
    submit,
)
from tests.selection.sealing import changed, faults, sheet_of, tamper

pytestmark = pytest.mark.django_db


def test_closing_freezes_every_sheet_and_keeps_its_table(plan, seats, sealed):
    table = json.loads(sealed.table)

    assert [line["seat"] for line in table["sheets"]] == [2, 3]
    assert table["sheets"][0]["scores"]["D1"] == "4.0"
    assert (table["round"], table["version"], table["previous"]) == (1, 1, "")
    assert rounds.is_closed(plan, Stage.DOC)
    assert faults(plan) == []
    with pytest.raises(MoveRefused):
        services.reopen_sheet(sheet_of(seats[1]), reason=REASON, by=seats[1].user)


def test_who_is_missing_stands_in_the_table_and_writes_no_more(plan, seats, chair):
    proposal = ready_proposal(plan, seats[1:4])
    services.open_review([proposal], due=DUE)
    for seat in seats[1:3]:
        submit(seat, proposal)

    made = services.close_round(plan, Stage.DOC, by=chair)

    late = {"proposal": proposal.code, "seat": 4, "why": "missing"}
    assert json.loads(made.table)["absent"] == [late]
    with pytest.raises(MoveRefused):
        services.save_sheet(sheet_of(seats[3]), {"D1": 4})
    assert list(ScoreSheet.objects.waiting()) == []


def test_nothing_is_sealed_where_nothing_is_in_or_a_sheet_is_open_again(plan, seats, chair):
    with pytest.raises(MoveRefused):
        services.close_round(plan, Stage.PITCH, by=chair)
    reviewed(plan, seats[1:3])
    services.reopen_sheet(sheet_of(seats[1]), reason=REASON, by=seats[1].user)
    with pytest.raises(MoveRefused):
        services.close_round(plan, Stage.DOC, by=chair)

    assert not Seal.objects.exists()


def test_chair_and_auditors_are_given_the_hash_and_nobody_else(plan, seats, chair):
    vice = SeatFactory(committee=plan.committee, role=SeatRole.VICE_CHAIR)
    auditor = UserFactory(auditor=True)
    reviewed(plan, seats[1:3])

    made = services.close_round(plan, Stage.DOC, by=chair)

    told = Message.objects.filter(template="selection/emails/sealed.txt")
    assert {m.address for m in told} == {chair.email, vice.user.email, auditor.email}
    assert all(made.sha256 in message.body for message in told)
    assert made.sha256 in Paper.objects.of(made).get().html


def test_what_comes_in_after_the_seal_waits_for_the_next(plan, seats, chair, sealed):
    late = reviewed(plan, seats[1:3])

    assert [verdict.pending for verdict in verifying.verify(plan)] == [2]
    with pytest.raises(ReasonNeeded):
        services.close_round(plan, Stage.DOC, by=chair)
    made = services.close_round(plan, Stage.DOC, reason=REASON, by=chair)

    assert (made.version, made.previous_sha256) == (2, sealed.sha256)
    assert [(row["kind"], row["proposal"]) for row in made.changes] == [("added", late.code)] * 2
    assert faults(plan) == []
    with pytest.raises(MoveRefused):
        services.close_round(plan, Stage.DOC, reason=REASON, by=chair)


# --- After the seal: only as who chairs grants
def test_a_change_after_the_seal_is_a_new_version_with_reason_and_leave(plan, seats, chair, sealed):
    sheet = changed(seats, by=chair)

    made = Seal.objects.last()
    row = {"kind": "changed", "proposal": sheet.proposal.code, "seat": 2, "sheet": str(sheet.uid)}
    assert made.changes == [row | {"before": "80.00", "after": "100.00"}]
    assert (made.version, made.reason, made.approved_by) == (2, REASON, chair)
    assert [v.reason for v in sheet.versions.all()] == ["", REASON]
    assert sheet.sealed_at is not None
    assert faults(plan) == []


def test_while_it_is_open_by_leave_the_seal_holds(plan, seats, chair, sealed):
    asked = services.ask_reopening(sheet_of(seats[1]), reason=REASON, by=seats[1].user)
    services.answer_reopening(asked, is_granted=True, by=chair)

    assert faults(plan) == []
    with pytest.raises(MoveRefused):
        services.close_round(plan, Stage.DOC, reason=REASON, by=chair)


def test_who_asks_and_whose_sheet_it_is_do_not_answer(plan, seats, chair, sealed):
    asked = services.ask_reopening(sheet_of(seats[1]), reason=REASON, by=chair)
    assert not mails("leave_asked").exists()

    for person in (chair, seats[1].user):
        with pytest.raises(MoveRefused):
            services.answer_reopening(asked, is_granted=True, by=person)
    with pytest.raises(MoveRefused):
        services.ask_reopening(sheet_of(seats[1]), reason=REASON, by=chair)


def mails(name):
    return Message.objects.filter(template=f"selection/emails/{name}.txt")


def test_asking_and_answering_is_told_without_naming_the_proposal(plan, seats, chair, sealed):
    vice = SeatFactory(committee=plan.committee, role=SeatRole.VICE_CHAIR)
    sheet = sheet_of(seats[1])
    services.declare(vice, sheet.proposal, Severity.HARD, reason=REASON)
    asked = services.ask_reopening(sheet, reason=REASON, by=seats[1].user)
    services.answer_reopening(asked, is_granted=True, by=chair)

    assert [mail.address for mail in mails("leave_asked")] == [chair.email]
    assert [mail.address for mail in mails("leave_answered")] == [seats[1].user.email]
    told = " ".join(m.subject + m.body for m in [*mails("leave_asked"), *mails("leave_answered")])
    assert sheet.proposal.code not in told


def test_a_pitch_that_goes_on_is_not_closed(plan, seats, chair):
    slot_of(plan, ProposalFactory(call=plan.call, state=State.SHORTLISTED), seats)

    with pytest.raises(MoveRefused, match="รอบนำเสนอยังไม่ปิด"):
        services.close_round(plan, Stage.PITCH, by=chair)


def test_a_refusal_says_why_and_opens_nothing(plan, seats, chair, sealed):
    asked = services.ask_reopening(sheet_of(seats[1]), reason=REASON, by=seats[1].user)
    with pytest.raises(ReasonNeeded):
        services.answer_reopening(asked, is_granted=False, answer="ไม่", by=chair)
    services.answer_reopening(asked, is_granted=False, answer=REASON, by=chair)

    assert sheet_of(seats[1]).submitted_at is not None
    with pytest.raises(MoveRefused):
        services.answer_reopening(asked, is_granted=True, by=chair)


def test_leave_is_asked_for_a_sealed_sheet_only(plan, seats, chair):
    reviewed(plan, seats[1:3])

    with pytest.raises(ReasonNeeded):
        services.ask_reopening(sheet_of(seats[1]), reason="สั้น", by=seats[1].user)
    with pytest.raises(MoveRefused):
        services.ask_reopening(sheet_of(seats[1]), reason=REASON, by=seats[1].user)


def test_who_steps_aside_after_the_seal_leaves_a_version(plan, seats, sealed):
    services.recuse_late(seats[1], sheet_of(seats[1]).proposal, reason=REASON)

    made = Seal.objects.last()
    assert [(row["kind"], row["seat"]) for row in made.changes] == [("removed", 2)]
    assert (made.version, made.sealed_by, faults(plan)) == (2, seats[1].user, [])


def test_stepping_aside_twice_seals_once_and_the_last_sheet_may_go(plan, seats, sealed):
    proposal = sheet_of(seats[1]).proposal
    for seat in (seats[1], seats[1], seats[2]):
        services.recuse_late(seat, proposal, reason=REASON)

    assert [len(seal.changes) for seal in Seal.objects.all()] == [0, 1, 1]
    assert json.loads(Seal.objects.last().table)["sheets"] == []
    assert faults(plan) == []


def test_stepping_aside_goes_through_where_another_sheet_was_tampered_with(plan, seats, sealed):
    tamper("UPDATE selection_score SET points = 1 WHERE sheet_id = %s", sheet_of(seats[2]).pk)

    services.recuse_late(seats[1], sheet_of(seats[1]).proposal, reason=REASON)

    assert sheet_of(seats[1]).recused_at
    assert Seal.objects.count() == 1
    assert faults(plan) != []


# --- The second round
def test_the_second_round_is_for_plans_that_have_one_and_after_the_first(plan, seats, chair):
    with pytest.raises(MoveRefused):
        services.open_second_round(plan, by=chair)
    services.change_plan(plan, by=None, rounds=2)
    with pytest.raises(MoveRefused):
        services.open_second_round(plan, by=chair)
    reviewed(plan, seats[1:3])
    services.close_round(plan, Stage.DOC, by=chair)
    services.open_second_round(plan, by=chair)
    with pytest.raises(MoveRefused):
        services.open_second_round(plan, by=chair)

    assert rounds.number_now(plan, Stage.DOC) == 2
    assert {m.address for m in mails("second_round")} == {s.user.email for s in seats[1:3]}


def test_in_the_second_round_one_changes_with_a_reason_and_the_rest_stands(plan, seats, chair):
    services.change_plan(plan, by=None, rounds=2)
    proposal = ready_proposal(plan, seats[1:4])
    services.open_review([proposal], due=DUE)
    for seat in seats[1:3]:
        submit(seat, proposal)
    first = services.close_round(plan, Stage.DOC, by=chair)
    services.open_second_round(plan, by=chair)
    with pytest.raises(MoveRefused):
        services.reopen_sheet(sheet_of(seats[1]), reason=REASON, by=chair)
    services.reopen_sheet(sheet_of(seats[1]), reason=REASON, by=seats[1].user)
    submit(seats[1], proposal, points=5)
    submit(seats[3], proposal, points=3)
    between = faults(plan)
    second = services.close_round(plan, Stage.DOC, by=chair)

    kept = SheetVersion.objects.order_by("sheet__seat__seat_no", "number")
    assert [(v.round, v.reason, str(v.total)) for v in kept] == [
        (1, "", "80.00"),
        (2, REASON, "100.00"),
        (1, "", "80.00"),
        (2, "", "60.00"),
    ]
    assert [(r["seat"], r["kind"]) for r in second.changes] == [(2, "changed"), (4, "added")]
    assert (second.version, second.previous_sha256) == (2, first.sha256)
    assert between == faults(plan) == []
