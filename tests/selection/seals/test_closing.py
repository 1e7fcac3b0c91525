"""A round is closed by a worker: once however often pressed, whole or not at all."""

import json
from datetime import timedelta

import pytest

from proposals.grounds import MoveRefused
from pyp_portal import clock
from pyp_portal.history.models import Event
from pyp_portal.outbox.models import Message
from pyp_portal.papers.jobs import MAX_ATTEMPTS, State
from selection import services, tasks
from selection.kinds import Stage
from selection.models import Closing, Round, Seal
from selection.services import closing, sealing
from tests.factories.accounts import UserFactory
from tests.factories.selection import (
    DOC_CODES,
    REASON,
    fresh,
    reviewed,
)
from tests.selection.sealing import faults, sheet_of

pytestmark = pytest.mark.django_db
ROUNDS = "/selection/2568/rounds/"


@pytest.fixture
def proposal(plan, seats):
    return reviewed(plan, seats[1:3])


@pytest.fixture
def asked(plan, chair, proposal):
    return closing.ask_closing(plan, Stage.DOC, by=chair)


def dead(asked, at, minutes=5):
    """The worker took it and was never heard of again."""
    assert asked.take()
    at(clock.now() + timedelta(minutes=minutes))


def reading(monkeypatch, meanwhile):
    """Let something happen between the reading of the table and its seal."""
    read = sealing.read_table

    def interrupted(*args, **kwargs):
        found = read(*args, **kwargs)
        monkeypatch.setattr(sealing, "read_table", read)
        meanwhile()
        return found

    monkeypatch.setattr(sealing, "read_table", interrupted)


# --- What comes of it
def test_a_worker_seals_what_the_verb_would_seal(plan, asked, chair):
    tasks.close_round(asked.pk)

    done, seal = fresh(asked), Seal.objects.get()
    assert (done.state, done.seal, done.sha256) == (State.MADE, seal, seal.sha256)
    assert (done.done, done.total) == (2, 2)
    assert (seal.sealed_by, Round.objects.get().closed_at) == (chair, seal.sealed_at)
    assert faults(plan) == []
    tasks.close_round(asked.pk)
    assert Seal.objects.count() == 1


def test_while_it_goes_on_no_sheet_changes(asked, seats):
    sheet = sheet_of(seats[1])

    with pytest.raises(MoveRefused, match="กำลังปิดรอบ"):
        services.reopen_sheet(sheet, reason=REASON, by=seats[1].user)
    waiting = services.open_pitch_sheet(seats[3], sheet.proposal)
    type(waiting).objects.filter(pk=waiting.pk).update(stage=Stage.DOC)
    for act in (
        lambda: services.save_sheet(fresh(waiting), dict.fromkeys(DOC_CODES, 1)),
        lambda: services.submit_sheet(fresh(waiting)),
        lambda: services.abstain(fresh(waiting), reason=REASON),
    ):
        with pytest.raises(MoveRefused, match="กำลังปิดรอบ"):
            act()


def test_pressed_again_it_is_told_that_it_goes_on(plan, asked, chair):
    with pytest.raises(MoveRefused, match="กำลังปิดอยู่แล้ว"):
        closing.ask_closing(plan, Stage.DOC, by=chair)

    assert Closing.objects.count() == 1


def test_what_the_verb_refuses_is_not_asked_for(plan, seats, chair):
    with pytest.raises(MoveRefused):
        closing.ask_closing(plan, Stage.DOC, by=chair)

    assert not Closing.objects.exists()


# --- When something comes between
def test_who_steps_aside_while_the_table_is_read_is_not_in_it(
    plan, asked, seats, proposal, monkeypatch
):
    reading(
        monkeypatch,
        lambda: services.recuse_late(seats[1], proposal, reason=REASON, by=seats[1].user),
    )

    tasks.close_round(asked.pk)

    assert [row["why"] for row in table(Seal.objects.get())["absent"]] == ["recused"]
    assert faults(plan) == []


def table(seal):
    return json.loads(seal.table)


def test_taken_back_while_the_table_is_read_nothing_is_sealed(plan, asked, chair, monkeypatch):
    reading(monkeypatch, lambda: closing.cancel_closing(asked, by=chair))

    tasks.close_round(asked.pk)

    assert not Seal.objects.exists()
    assert not Round.objects.exists()
    assert Event.objects.of(plan).last().verb == "closing of a round taken back"
    with pytest.raises(MoveRefused):
        closing.cancel_closing(asked, by=chair)


def test_what_stands_in_the_way_is_told_to_who_asked(plan, asked, chair, proposal, client_of):
    proposal.sheets.filter(stage=Stage.DOC).first().scores.update(points=1)

    tasks.close_round(asked.pk)

    stopped = fresh(asked)
    assert stopped.state == State.FAILED
    assert proposal.code in stopped.refusal
    mail = Message.objects.get(occasion=f"closing-stopped:{asked.pk}")
    assert (mail.recipient, stopped.refusal in mail.body) == (chair, True)
    auditor = client_of(UserFactory(auditor=True)).get(ROUNDS).content.decode()
    assert "ปิดรอบไม่สำเร็จ" in auditor
    assert stopped.refusal not in auditor
    assert stopped.refusal in client_of(chair).get(ROUNDS).content.decode()
    assert closing.ask_closing(plan, Stage.DOC, by=chair)


# --- When the worker dies
def test_a_dead_worker_has_written_nothing_and_the_next_one_does_it(plan, asked, at):
    dead(asked, at)
    assert not Seal.objects.exists()

    tasks.close_round(asked.pk)

    assert fresh(asked).state == State.MADE
    assert faults(plan) == []


def test_a_worker_that_comes_back_late_seals_nothing_twice(plan, asked, at, monkeypatch):
    def overtaken():
        at(clock.now() + timedelta(minutes=5))
        tasks.close_round(asked.pk)

    reading(monkeypatch, overtaken)

    tasks.close_round(asked.pk)

    assert (Seal.objects.count(), fresh(asked).state) == (1, State.MADE)
    assert faults(plan) == []


def test_after_three_dead_workers_the_sheets_open_again(asked, chair, seats, at):
    for _each in range(MAX_ATTEMPTS):
        dead(asked, at)

    tasks.close_waiting()

    assert fresh(asked).state == State.FAILED
    assert Message.objects.get(occasion=f"closing-stopped:{asked.pk}").recipient == chair
    assert services.reopen_sheet(sheet_of(seats[1]), reason=REASON, by=seats[1].user)


def test_the_sweep_rings_for_what_waits(asked, monkeypatch):
    rung = []
    monkeypatch.setattr(closing, "ring", rung.append)

    tasks.close_waiting()

    assert rung == [asked]


# --- On the page
def test_the_page_says_how_far_it_is_and_shows_itself_anew(asked, chair, client_of):
    client, address = client_of(chair), f"/selection/closings/{asked.uid}/"
    Closing.objects.update(done=1)
    page = client.get(ROUNDS).content.decode()
    part = client.get(address, headers={"HX-Request": "true"}).content.decode()

    assert "อ่านใบคะแนนแล้ว 1 จาก 2 ใบ" in page
    assert "อ่านใบคะแนนแล้ว 1 จาก 2 ใบ" in part
    assert "doc/close/" not in page
    tasks.close_round(asked.pk)
    assert client.get(address, headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"


def test_the_chair_takes_it_back_on_the_page(asked, chair, client_of):
    client = client_of(chair)

    client.post(f"/selection/closings/{asked.uid}/cancel/")

    assert fresh(asked).cancelled_at
    assert "doc/close/" in client.get(ROUNDS).content.decode()
