"""A proposal that is closed to a member is to them as one that does not exist (S9, S29)."""

import re
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pyp_portal.outbox.models import Message
from selection import services
from selection.kinds import AnnouncementKind, Outcome, Severity
from tests.factories.accounts import UserFactory
from tests.factories.selection import (
    DUE,
    REASON,
    announced,
    certified,
    meeting_of,
    pitched,
    plan_of,
    ready_proposal,
    resolved,
    seat_members,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(at):
    at("2025-02-07 10:00")
    return plan_of(min_reviewers=2, max_selected=2, release_hold=0)


@pytest.fixture
def seats(plan):
    return seat_members(plan, 3)


@pytest.fixture
def closed(plan, seats):
    """A proposal under review from which the last member has stepped aside."""
    proposal = ready_proposal(plan, seats[:-1], title_th="ธนาคารน้ำใต้ดินของชุมชนเพื่อหน้าแล้ง")
    services.declare(seats[-1], proposal, Severity.HARD, reason=REASON)
    services.open_review([proposal], due=DUE)
    return proposal


def asked(client, url):
    """(code of the answer, the statements in the words of their tables) of one request."""
    with CaptureQueriesContext(connection) as seen:
        response = client.get(url)
    return response.status_code, [shape(query["sql"]) for query in seen]


def shape(sql):
    """A statement without its values, which differ from one question to the next."""
    return re.sub(r"'(?:[^']|'')*'|\b\d+\b", "?", sql)


@pytest.mark.parametrize(
    ("there", "nowhere"),
    [
        (
            lambda p: reverse("proposals:list") + "?q=ธนาคารน้ำใต้ดิน",
            lambda p: reverse("proposals:list") + "?q=ธนาคารเมล็ดพันธุ์",
        ),
        (
            lambda p: reverse("proposals:detail", args=[p.code]),
            lambda p: reverse("proposals:detail", args=["P68-9999"]),
        ),
        (
            lambda p: reverse("selection:proposal_sheets", args=[p.code]),
            lambda p: reverse("selection:proposal_sheets", args=["P68-9999"]),
        ),
        (
            lambda p: reverse("selection:sheet", args=[p.sheets.first().uid]),
            lambda p: reverse("selection:sheet", args=[uuid4()]),
        ),
    ],
    ids=["search", "record", "sheets", "sheet"],
)
def test_s9_what_is_closed_costs_what_does_not_exist_costs(
    there, nowhere, plan, seats, closed, client
):
    client.force_login(seats[-1].user)
    asked(client, nowhere(closed))  # what a process learns once is not counted
    assert asked(client, there(closed)) == asked(client, nowhere(closed))


def test_s29_of_a_closed_proposal_its_member_is_mailed_nothing(plan, seats, closed):
    told = Message.objects.filter(recipient=seats[-1].user)
    assert not [m for m in told if closed.code in m.body or closed.title_th in m.body]
    meeting = meeting_of(plan, seats)
    services.add_item(meeting, proposal=closed)
    assert not [m for m in told.all() if closed.code in m.body or closed.title_th in m.body]


def test_s29_a_release_mails_the_agencies_it_is_about_and_nobody_else(plan, seats):
    won, lost, other = (pitched(plan, seats) for _each in range(3))
    meeting = meeting_of(plan, seats)
    resolved(meeting, won, Outcome.SELECTED)
    resolved(meeting, lost, Outcome.NOT_SELECTED)
    certified(meeting, by=seats[0].user)
    announcement = announced(plan, AnnouncementKind.RESULT, by=UserFactory(director=True))
    before = set(Message.objects.values_list("pk", flat=True))
    services.release(announcement, by=announcement.signed_by)
    mailed = Message.objects.exclude(pk__in=before)
    members = {seat.user.email for seat in seats}
    addresses = set(mailed.values_list("address", flat=True))
    assert addresses
    assert not addresses & members
    assert not [m for m in mailed if other.code in m.body]
    for row in mailed:
        assert (won.code in row.body) != (lost.code in row.body)
