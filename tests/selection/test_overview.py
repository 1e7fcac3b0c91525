"""The overview says when the ranking will open to a member who still has to score."""

import pytest
from django.urls import reverse

from selection import services
from selection.kinds import Reveal
from tests.factories.selection import DUE, plan_of, ready_proposal, seat_members, submit

pytestmark = pytest.mark.django_db


def text_of(client, seat, plan):
    client.force_login(seat.user)
    return client.get(reverse("selection:overview", args=[plan.year])).content.decode()


def test_a_member_reads_how_many_of_their_sheets_are_left(client):
    plan = plan_of()
    seats = seat_members(plan, 2)
    proposal = ready_proposal(plan, seats)
    services.open_review([proposal], due=DUE)
    assert "เหลืออีก 1 ใบ" in text_of(client, seats[0], plan)
    submit(seats[0], proposal)
    assert "กระดานจัดลำดับเมื่อ" not in text_of(client, seats[0], plan)
    assert "เหลืออีก 1 ใบ" in text_of(client, seats[1], plan)


def test_a_member_reads_that_the_round_must_be_closed(client):
    plan = plan_of()
    plan.reveal = Reveal.SEALED
    plan.save()
    seats = seat_members(plan, 2)
    proposal = ready_proposal(plan, seats)
    services.open_review([proposal], due=DUE)
    for seat in seats:
        submit(seat, proposal)
    assert "เมื่อปิดรอบการให้คะแนนแล้ว" in text_of(client, seats[1], plan)
