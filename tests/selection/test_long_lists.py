"""The lists of the selection page by page: nothing out of reach, acts on any page."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from proposals.states import State
from pyp_portal.paging import one_page
from pyp_portal.search.services import index
from selection import services
from selection.kinds import AnnouncementKind, Outcome, Severity, Stage
from selection.models import ScoreSheet
from selection.services import sheets as opening
from selection.services.grid import grid
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.proposals import ProposalFactory
from tests.factories.selection import (
    DUE,
    REASON,
    announced,
    decided,
    fresh,
    meeting_of,
    plan_of,
    seat_members,
    submit,
)

pytestmark = pytest.mark.django_db
YEAR = "/selection/2568"


@pytest.fixture(autouse=True)
def _two_rows(monkeypatch):
    monkeypatch.setattr(one_page, "__defaults__", ("", "uid", 2, None))


@pytest.fixture
def plan(at):
    at("2025-02-01 10:00")
    return plan_of(min_reviewers=2)


@pytest.fixture
def seats(plan):
    return seat_members(plan, 2)


@pytest.fixture
def office(client_of):
    return client_of(UserFactory(staff=True))


def eligible(plan, count=3, **kwargs):
    return [ProposalFactory(call=plan.call, state=State.ELIGIBLE, **kwargs) for _ in range(count)]


def pages(client, url, name="after", of="page"):
    """The rows of each page that the template is given, followed by its links."""
    found, after = [], ""
    while not found or after:
        response = client.get(url, {name: after})
        page = response.context[of]
        found.append(page.rows)
        after = page.next_key
        assert not after or f"{name}={after}" in response.content.decode()
    return found


# --- Readers
def test_every_proposal_that_waits_for_readers_is_on_some_page(plan, seats, office):
    waiting = eligible(plan)
    ProposalFactory(call=plan.call, state=State.SCREENING)

    assert pages(office, f"{YEAR}/assignments/") == [waiting[:2], waiting[2:]]


def test_assigning_by_hand_finds_a_proposal_by_search(plan, seats, office):
    found, *others = eligible(plan, 4)
    index(found, "ปุ๋ยอินทรีย์")
    for proposal in others:
        index(proposal, "ชลประทาน")

    page = office.get(f"{YEAR}/assignments/?q=อินทรีย์")
    url = re.search(r'action="(\S+/assignments/keep/\S*)"', page.content.decode())[1]
    kept = office.post(url, {"reads": [f"2:{found.code}"], "shown": ""})

    assert page.context["page"].rows == [found]
    assert [a.proposal for a in seats[1].assignments.all()] == [found]
    assert kept.url == url.replace("keep/", "")


def test_keeping_one_page_changes_nothing_of_another(plan, seats, office):
    first, second, third = eligible(plan)
    services.assign(seats[1], first)
    url = f"{YEAR}/assignments/keep/?after={second.code}"

    kept = office.post(url, {"reads": [f"3:{third.code}"], "shown": ""})

    assert kept.url == f"{YEAR}/assignments/?after={second.code}"
    readers = {p: [a.seat for a in p.assignments.all()] for p in (first, third)}
    assert readers == {first: [seats[1]], third: [seats[2]]}


def test_what_is_closed_or_unknown_is_not_assigned(plan, seats, client_of):
    shut, *_others = eligible(plan)
    clerk = seats[0]
    clerk.user.role_grants.create(role="sto_staff", given_at=DUE)
    services.declare(clerk, shut, Severity.HARD, reason=REASON)
    ticks = [f"2:{shut.code}", "2:P99-9999", "9", ""]

    client_of(clerk.user).post(f"{YEAR}/assignments/keep/", {"reads": ticks, "shown": ""})

    assert seats[1].assignments.count() == 0


def test_the_load_of_a_reader_is_that_of_all_pages(plan, seats):
    waiting = eligible(plan)
    for proposal in waiting:
        services.assign(seats[1], proposal)

    loads = dict(grid(plan, UserFactory(staff=True), waiting[:1]).seats)

    assert [loads[seat] for seat in seats] == [0, 3, 0]


def test_a_parent_agency_is_seen_as_a_tie(plan, seats):
    parent = AgencyFactory()
    below, above = AgencyFactory(parent=parent), AgencyFactory(parent=AgencyFactory())
    seats[1].user.memberships.create(agency=parent, asked_at=DUE, approved_at=DUE)
    tied, free = (eligible(plan, 1, lead_agency=agency)[0] for agency in (below, above))

    found = services.suggestions(seats, [tied, free])

    assert found == {(seats[1].pk, tied.pk): "PARENT_CHILD_AGENCY"}


# --- Declarations
def test_a_member_reaches_every_proposal_to_declare_about(plan, seats, client_of):
    waiting = eligible(plan)
    services.declare(seats[1], waiting[0], Severity.NONE)
    client = client_of(seats[1].user)

    page = client.get(f"{YEAR}/declarations/")

    assert pages(client, f"{YEAR}/declarations/") == [waiting[:2], waiting[2:]]
    assert (page.context["left"], len(page.context["rows"])) == (2, 2)


def test_what_is_left_to_declare_stands_together(plan, seats, client_of):
    waiting = eligible(plan)
    services.declare(seats[1], waiting[1], Severity.SOFT, reason=REASON)

    page = client_of(seats[1].user).get(f"{YEAR}/declarations/?left=1")

    assert page.context["page"].rows == [waiting[0], waiting[2]]


# --- Judging
def test_sheets_to_score_and_handed_in_have_pages_of_their_own(plan, seats, client_of):
    judged = [ProposalFactory(call=plan.call, state=State.REVIEWING) for _ in range(6)]
    for proposal in judged:
        opening.open_doc_sheet(seats[1], proposal, DUE)
    ScoreSheet.objects.update(turn=0)  # as if the shuffle had left them in order
    for proposal in judged[3:]:
        submit(seats[1], proposal)
    client, here = client_of(seats[1].user), f"{YEAR}/tasks/"

    waiting = pages(client, here, of="to_score")
    done = pages(client, here, "done", of="handed_in")

    assert [[s.proposal for s in page] for page in waiting] == [judged[:2], judged[2:3]]
    assert [[s.proposal for s in page] for page in done] == [judged[5:3:-1], judged[3:4]]


def test_a_pitch_comes_before_what_has_a_date(plan, seats):
    documents = ProposalFactory(call=plan.call, state=State.REVIEWING)
    opening.open_doc_sheet(seats[1], documents, DUE)
    opening.open_pitch_sheet(seats[1], ProposalFactory(call=plan.call, state=State.SHORTLISTED))

    stages = [sheet.stage for sheet in ScoreSheet.objects.waiting().in_turn()]

    assert stages == [Stage.PITCH, Stage.DOC]


# --- Pitch
def test_sessions_and_those_without_a_slot_have_pages(plan, seats, office):
    waiting = [ProposalFactory(call=plan.call, state=State.SHORTLISTED) for _ in range(3)]
    planned = [services.open_session(plan, starts_at=DUE, place_th="ห้อง") for _ in range(3)]
    here = planned[0].get_absolute_url()

    assert pages(office, f"{YEAR}/pitch/") == [planned[:2], planned[2:]]
    assert pages(office, here) == [waiting[:2], waiting[2:]]

    office.post(f"{here}schedule/", {"proposals": [waiting[2].code]})
    assert [slot.proposal for slot in planned[0].slots.all()] == [waiting[2]]
    assert [session.count for session in office.get(f"{YEAR}/pitch/").context["sessions"]] == [1, 0]


# --- Meetings and announcements
def test_meetings_and_what_may_come_on_the_agenda_have_pages(plan, seats, office):
    judged = [ProposalFactory(call=plan.call, state=State.REVIEWING) for _ in range(3)]
    held = [meeting_of(plan, seats) for _ in range(3)]

    assert pages(office, f"{YEAR}/meetings/") == [held[:0:-1], held[:1]]
    assert pages(office, held[0].get_absolute_url()) == [judged[:2], judged[2:]]


def resolutions_of(plan, seats, director):
    """Three decisions, with their proposals."""
    _meeting, proposals = decided(plan, seats, director, [Outcome.NOT_SELECTED] * 3)
    return proposals, [fresh(proposal).agenda_items.get().resolution for proposal in proposals]


def announce(plan, director, number, resolutions):
    facts = {"by": director, "number": number, "resolutions": resolutions}
    return announced(plan, AnnouncementKind.RESULT, **facts)


def test_announcements_and_their_items_have_pages(plan, seats, office):
    director = UserFactory(director=True)
    proposals, resolutions = resolutions_of(plan, seats, director)
    drafts = [announce(plan, director, number, resolutions) for number in "123"]

    inside = pages(office, drafts[0].get_absolute_url())

    assert pages(office, f"{YEAR}/announcements/") == [drafts[:0:-1], drafts[:1]]
    assert [[item.proposal for item in page] for page in inside] == [proposals[:2], proposals[2:]]


@pytest.mark.parametrize("is_out", [True, False])
def test_an_announcement_costs_the_same_with_one_item_more(is_out, plan, seats, office):
    director = UserFactory(director=True)
    _proposals, resolutions = resolutions_of(plan, seats, director)
    counts = []
    # Before it is out, two that are equal ask how their tie was settled: both drafts have some.
    shares = (resolutions[:1], resolutions[1:]) if is_out else (resolutions[:2], resolutions)
    for number, some in zip("12", shares, strict=True):
        found = announce(plan, director, number, some)
        if is_out:
            services.release(found, by=director)
        with CaptureQueriesContext(connection) as asked:
            page = office.get(found.get_absolute_url())
        rows = page.context["page"].rows
        assert [bool(item.recipients) for item in rows] == [True] * min(len(some), 2)
        counts.append(len(asked))

    assert counts[0] == counts[1]
