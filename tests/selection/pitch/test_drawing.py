"""The order by lot: two numbers make it, anyone draws it again, what was changed is found."""

import pytest
from django.core.management import CommandError, call_command

from proposals.grounds import MoveRefused, ReasonNeeded
from pyp_portal.history.models import Event
from selection import lots, services
from selection.kinds import Severity
from selection.models import PitchSlot
from selection.services import drawing
from tests.factories.pitches import codes
from tests.factories.selection import (
    REASON,
    fresh,
)

pytestmark = pytest.mark.django_db


# --- The lot
def test_the_order_follows_from_the_number_told_before_and_the_one_of_the_public(planned):
    told_before = planned.order_salt

    services.draw_order(planned, public="123456")

    drawn = fresh(planned)
    seed = lots.seed_of(told_before, "123456")
    assert (drawn.order_seed, drawn.order_salt, len(told_before)) == (seed, told_before, 16)
    assert codes(drawn) == lots.drawn(codes(drawn), seed)
    assert drawing.verify_order(drawn) == []
    assert [lot.code for lot in drawing.lots_of(drawn)] == codes(drawn)


def test_before_the_draw_there_is_no_lot(planned):
    assert drawing.lots_of(planned) == []


def test_a_public_number_is_not_spent_on_an_empty_session(planned):
    planned.slots.all().delete()

    with pytest.raises(MoveRefused):
        services.draw_order(planned, public="558700")


def test_times_follow_the_order_that_was_drawn(planned):
    services.draw_order(planned, public="1")

    found = planned.slots.order_by("order")
    assert [slot.starts_at for slot in found] == [planned.time_of(n) for n in (1, 2, 3, 4)]


def test_a_second_draw_needs_a_reason_and_both_are_kept(planned):
    services.draw_order(planned, public="1")
    with pytest.raises(ReasonNeeded):
        services.draw_order(planned, public="2")

    services.draw_order(planned, public="2", reason=REASON)

    drawn = fresh(planned)
    assert (drawn.order_draws, drawn.order_public) == (2, "2")
    kept = Event.objects.of(planned).filter(verb="order drawn")
    assert [event.data["public"] for event in kept] == ["1", "2"]


def test_whoever_steps_aside_leaves_the_room_once(planned, seats, shortlisted):
    order = lots.drawn([p.code for p in shortlisted], lots.seed_of(planned.order_salt, "7"))
    by_code = {p.code: p for p in shortlisted}
    for code in (order[0], order[2]):
        services.declare(seats[2], by_code[code], Severity.HARD, reason=REASON)

    services.draw_order(planned, public="7")

    assert codes(planned) == [order[0], order[2], order[1], order[3]]
    moved = {lot.code for lot in drawing.lots_of(fresh(planned)) if lot.was_moved}
    assert moved == {order[1], order[2]}


def test_an_order_changed_by_hand_is_found_out(planned):
    services.draw_order(planned, public="1")
    first, second = planned.slots.order_by("order")[:2]
    PitchSlot.objects.filter(pk=first.pk).update(order=second.order)
    PitchSlot.objects.filter(pk=second.pk).update(order=first.order)
    tampered = fresh(planned)
    tampered.order_public = "9"

    assert len(drawing.verify_order(fresh(planned))) == 1
    assert len(drawing.verify_order(tampered)) == 2


def test_the_command_draws_the_order_again_and_finds_what_was_changed(planned, capsys):
    with pytest.raises(CommandError, match="No lot"):
        call_command("verify_order", str(planned.uid))
    services.draw_order(planned, public="845521")

    call_command("verify_order", str(planned.uid))

    told = capsys.readouterr().out
    assert all(f" {code} " in told for code in codes(planned))
    assert told.splitlines()[0].startswith(f"{planned.order_salt}|845521 -> ")
    planned.slots.filter(order=1).update(order=9)
    with pytest.raises(CommandError):
        call_command("verify_order", str(planned.uid))
    for unknown in ("nonsense", "6b1f2a34-0000-4000-8000-000000000000"):
        with pytest.raises(CommandError, match="There is no session"):
            call_command("verify_order", unknown)
