"""What people mistake on these pages: old windows, half-filled forms, wrong doors."""

import re

import pytest
from django.utils.translation import gettext as _

from proposals.states import State
from selection import services
from selection.kinds import SeatRole, Severity
from tests.factories.accounts import UserFactory
from tests.factories.proposals import ProposalFactory
from tests.factories.selection import (
    DUE,
    REASON,
    SeatFactory,
    fresh,
    meeting_of,
    plan_of,
    ready_proposal,
    reviewed,
    seat_members,
)

pytestmark = pytest.mark.django_db
LINK = re.compile(r'href="(/selection/[^"#]*)"')


@pytest.fixture
def plan(at):
    at("2025-02-01 10:00")
    return plan_of(min_reviewers=2)


@pytest.fixture
def seats(plan):
    return seat_members(plan, 2)


@pytest.fixture
def officer():
    return UserFactory(staff=True)


def text(response):
    return response.content.decode()


def test_what_another_clerk_assigned_meanwhile_stands(plan, seats, client_of, officer):
    proposal = ProposalFactory(call=plan.call, state=State.ELIGIBLE)
    services.assign(seats[0], proposal)
    services.assign(seats[1], proposal)  # after this officer had opened the grid

    client_of(officer).post(
        "/selection/2568/assignments/keep/",
        {"reads": [f"3:{proposal.code}"], "shown": f"1:{proposal.code}"},
    )

    assert [a.seat for a in proposal.assignments.all()] == [seats[1], seats[2]]


def test_the_chair_reads_ties_and_reasons_and_the_clerk_puts_them_right(plan, seats, client_of):
    clerk = SeatFactory(committee=plan.committee, role=SeatRole.SECRETARY)
    proposal, own = (ProposalFactory(call=plan.call, state=State.ELIGIBLE) for _each in "ab")
    services.declare(seats[1], proposal, Severity.HARD, reason=REASON)
    services.declare(seats[2], proposal, Severity.NONE)
    services.declare(clerk, own, Severity.HARD, reason="เป็นเรื่องของหน่วยงานเดิม")
    url, client = "/selection/2568/interests/", client_of(clerk.user)
    tie = seats[1].conflicts.get()

    chair, page = text(client_of(seats[0].user).get(url)), text(client.get(url))
    wordless = client.post(f"{url}{tie.uid}/", {"severity": "none"})
    client.post(f"{url}{tie.uid}/", {"severity": "none", "reason": REASON})

    assert REASON in chair
    assert own.code in chair
    assert own.code not in page  # closed to the clerk
    assert wordless.status_code == 200
    assert fresh(tie).severity == Severity.NONE
    assert not seats[1].user.accesses.filter(kind="closed").exists()


def test_a_sheet_saved_in_another_window_is_not_overwritten(plan, seats, client_of):
    proposal = ready_proposal(plan, seats[:2])
    services.open_review([proposal], due=DUE)
    sheet, client = seats[1].sheets.get(), client_of(seats[1].user)
    url = sheet.get_absolute_url()
    client.post(url, {"D1": "5", "version": "0", "save": "1"})

    late = client.post(url, {"D1": "2", "advice": "พิมพ์ไว้ก่อน", "version": "0", "save": "1"})
    assert "พิมพ์ไว้ก่อน" in text(late)
    assert fresh(sheet).points()["D1"] == 5
    client.post(url, {"D1": "2", "version": str(fresh(sheet).version), "save": "1"})

    assert fresh(sheet).points()["D1"] == 2


def test_every_link_of_the_frame_and_of_a_sheet_opens_for_an_auditor(plan, seats, client_of):
    reviewed(plan, seats[1:])
    client = client_of(UserFactory(auditor=True))
    sheet = seats[1].sheets.get()

    pages = [sheet.get_absolute_url(), "/selection/2568/board/", "/selection/2568/committee/"]
    links = {link for page in pages for link in LINK.findall(text(client.get(page)))}

    assert f"/selection/proposals/{sheet.proposal.code}/sheets/" in links
    assert [link for link in links if client.get(link).status_code >= 400] == []


def test_a_refused_agenda_and_attendance_keep_what_was_typed(plan, seats, client_of, officer):
    meeting = meeting_of(plan, seats)
    proposal = reviewed(plan, seats[:2])
    officials = SeatFactory(committee=plan.committee, role=SeatRole.EX_OFFICIO)
    client, url = client_of(officer), meeting.get_absolute_url()

    half = client.post(f"{url}agenda/", {"proposals": [proposal.code], "number": "6.1"})
    nothing = client.post(f"{url}agenda/", {})
    nameless = client.post(
        f"{url}attendance/", {f"seat-{officials.seat_no}": "DELEGATE", "seat-1": "ABSENT"}
    )

    assert _("Choose proposals, or write another subject.") in text(nothing)
    assert 'value="6.1"' in text(half)
    assert f'value="{proposal.code}" id="p-{proposal.code}" checked' in text(half)
    assert [page.status_code for page in (half, nothing, nameless)] == [200, 200, 200]
    assert text(nameless).count('value="DELEGATE"') == 1  # experts send none
    assert '<option value="ABSENT" selected>' in text(nameless)
    assert meeting.items.count() == 0
    assert meeting.attendances.get(seat=seats[0]).status == "PRESENT"


def test_an_order_that_is_known_or_empty_is_refused(plan, seats, client_of, officer):
    typed = {"number": "12/2568", "date_0": "13", "date_1": "1", "date_2": "2568"}
    typed |= {"signed_by": UserFactory(director=True).email}
    rows = {"seats-TOTAL_FORMS": "1", "seats-INITIAL_FORMS": "0"}
    one = {"seats-0-seat_no": "9", "seats-0-user": UserFactory().email, "seats-0-role": "EXPERT"}
    client, url = client_of(officer), "/selection/2568/committee/appoint/"

    known, empty = client.post(url, typed | rows | one), client.post(url, typed | rows)

    assert ["12/2568" in text(page) for page in (known, empty)] == [True, True]
    assert plan.committee.seats.count() == 3


@pytest.mark.parametrize("after", ["x", "-1", "9" * 5000, "999999"])
def test_a_place_on_the_board_that_cannot_be(plan, seats, client_of, officer, after):
    page = client_of(officer).get("/selection/2568/board/", {"after": after})

    assert page.status_code == 200


def test_the_way_back_to_the_check_needs_a_selection(client_of, officer):
    proposal = ProposalFactory(state=State.ELIGIBLE)

    page = client_of(officer).get(f"/selection/proposals/{proposal.code}/revert/")

    assert page.status_code == 404
