"""S6, S8, S30, S31 and S29: nothing tells a person of what is closed to them by an interest.

S7 (acting as somebody else) does not exist in this portal: nobody can.
"""

from datetime import timedelta

import pytest

from pyp_portal import clock
from pyp_portal.accounts.services import approve_membership
from pyp_portal.outbox.models import Message
from selection import services
from selection.kinds import Interest, SeatRole, Severity
from selection.services.grid import grid
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.selection import (
    DUE,
    REASON,
    SeatFactory,
    meeting_of,
    plan_of,
    ready_proposal,
    reviewed,
    seat_members,
)

pytestmark = pytest.mark.django_db
YEAR = "/selection/2568"


@pytest.fixture
def plan(at):
    at("2025-01-20 10:00")
    return plan_of(min_reviewers=2)


@pytest.fixture
def seats(plan):
    return seat_members(plan, 3)


@pytest.fixture
def clerk(plan, seats):
    return SeatFactory(committee=plan.committee, role=SeatRole.SECRETARY)


def text(response):
    return response.content.decode()


def joins(user, agency):
    """The person asks to work for the agency and is let in."""
    asked = user.memberships.create(agency=agency, asked_at=clock.now())
    approve_membership(asked, by=UserFactory(staff=True))


# --- S6: counts, badges and progress
def test_s6_loads_and_progress_leave_out_what_is_closed(plan, seats, clerk, client_of):
    shown = reviewed(plan, seats[1:3])
    before = text(client_of(clerk.user).get(f"{YEAR}/"))
    loads = [load for _seat, load in grid(plan, clerk.user, [shown]).seats]
    hidden = ready_proposal(plan, seats[1:3])
    services.open_review([hidden], due=DUE)
    services.declare(clerk, hidden, Severity.HARD, reason=REASON)

    after = text(client_of(clerk.user).get(f"{YEAR}/"))

    assert body(after) == body(before)
    assert [load for _seat, load in grid(plan, clerk.user, [shown]).seats] == loads


def body(page):
    """The content of a page, without the frame around it."""
    return page.partition("<main")[2].partition("</main>")[0]


PAGES = (
    "{year}/",
    "{year}/interests/",
    "{year}/ties/",
    "{year}/ties/?view=soft",
    "{year}/ties/?view=decided",
    "{year}/officers/",
    "{year}/challenges/",
    "{year}/declarations/",
    "{year}/tasks/",
    "{year}/assignments/",
    "{year}/meetings/",
    "{year}/announcements/",
    "/proposals/?q=ลับเฉพาะ",
    "/",
)


def everything(client):
    """What all pages say, page by page."""
    pages = [client.get(path.format(year=YEAR), follow=True) for path in PAGES]
    assert {page.status_code for page in pages} <= {200, 403, 404}
    return [text(page) for page in pages]


@pytest.mark.parametrize("who", ["chair", "clerk", "officer", "director"])
def test_s6_no_page_names_what_is_closed(plan, seats, clerk, client_of, who):
    people = {
        "chair": seats[0].user,
        "clerk": clerk.user,
        "officer": UserFactory(staff=True),
        "director": UserFactory(director=True),
    }
    agency = AgencyFactory(name_th="เทศบาลลับเฉพาะ")
    hidden = reviewed(plan, seats[1:3], lead_agency=agency, title_th="โครงการลับเฉพาะ")
    services.raise_challenge(seats[2], hidden, reason=REASON, by=seats[1].user)
    services.declare(seats[3], hidden, Severity.SOFT, reason=REASON)
    services.step_aside(
        UserFactory(staff=True), hidden, kind=Interest.OTHER, reason=REASON, by=UserFactory()
    )
    person = people[who]
    open_pages = everything(client_of(person))
    close_to(person, hidden, plan)

    pages = everything(client_of(person))

    assert any(hidden.code in page for page in open_pages)
    assert [page for page in pages if hidden.code in page or hidden.title_th in page] == []


def close_to(person, proposal, plan):
    """The person steps aside: by their seat, or as an officer."""
    seat = plan.committee.seats.filter(user=person).first()
    if seat:
        services.declare(seat, proposal, Severity.HARD, reason=REASON)
    else:
        services.step_aside(person, proposal, kind=Interest.OTHER, reason=REASON, by=person)


def test_s6_agenda_files_and_sheets_do_not_exist_for_who_stepped_aside(
    plan, seats, clerk, client_of
):
    hidden = reviewed(plan, seats[1:3], title_th="โครงการลับเฉพาะ")
    services.declare(clerk, hidden, Severity.HARD, reason=REASON)
    meeting = meeting_of(plan, seats)
    item = services.add_item(meeting, proposal=hidden)
    sheet = seats[1].sheets.get(proposal=hidden)
    challenge = services.raise_challenge(seats[2], hidden, reason=REASON, by=seats[1].user)
    client = client_of(clerk.user)

    codes = [
        client.get(path).status_code
        for path in (
            hidden.get_absolute_url(),
            sheet.get_absolute_url(),
            f"/selection/items/{item.uid}/resolve/",
            f"/selection/proposals/{hidden.code}/sheets/",
            f"/selection/challenges/{challenge.uid}/decide/",
            f"{YEAR}/ties/{seats[1].seat_no}/{hidden.code}/OTHER/",
        )
    ]

    assert codes == [404] * 6
    assert "ลับเฉพาะ" not in text(client.get(meeting.get_absolute_url()))


def test_s29_no_mail_tells_of_what_is_closed(plan, seats, at):
    officer_member = seats[3]
    officer_member.user.role_grants.create(role="sto_staff", given_at=DUE)
    hidden = reviewed(plan, seats[1:3], title_th="โครงการลับเฉพาะ")
    services.step_aside(
        officer_member.user, hidden, kind=Interest.OTHER, reason=REASON, by=officer_member.user
    )
    meeting = services.call_meeting(
        plan.committee, starts_at=clock.now() + timedelta(days=5), place_th="ห้องประชุม"
    )
    services.add_item(meeting, proposal=hidden)

    services.send_notice(meeting)

    told = Message.objects.filter(occasion__startswith="meeting-notice")
    about = {m.address for m in told if "ลับเฉพาะ" in m.body}
    assert about == {seat.user.email for seat in seats[:3]}
