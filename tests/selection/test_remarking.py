"""The written talk before the meeting: names stay hidden from who judges (S28)."""

import pytest

from proposals.grounds import MoveRefused
from selection import services
from selection.kinds import SeatRole, Severity, Stage
from selection.models import Remark
from selection.services import remarking
from tests.factories.accounts import UserFactory
from tests.factories.selection import REASON, SeatFactory, plan_of, reviewed, seat_members

pytestmark = pytest.mark.django_db
WORDS = "ควรขอข้อมูลผู้ใช้น้ำเพิ่มก่อนประชุม"


@pytest.fixture
def plan(at):
    at("2025-01-25 10:00")
    return plan_of(min_reviewers=2, written_talk=True)


@pytest.fixture
def seats(plan):
    return seat_members(plan, 3)


@pytest.fixture
def clerk(plan, seats):
    return SeatFactory(committee=plan.committee, role=SeatRole.SECRETARY)


@pytest.fixture
def proposal(plan, seats, clerk):
    """A proposal whose first round is closed."""
    found = reviewed(plan, seats[1:3])
    services.close_round(plan, Stage.DOC, by=seats[0].user)
    return found


def page_of(client, proposal):
    return client.get(f"/selection/proposals/{proposal.code}/talk/")


def test_s28_judges_read_a_number_who_runs_it_a_name(plan, seats, clerk, proposal, client_of):
    services.remark(proposal, seats[1], WORDS)
    name = seats[1].user.name_th
    people = {
        "writer": seats[1].user,
        "other": seats[2].user,
        "clerk": clerk.user,
        "auditor": UserFactory(auditor=True),
    }

    pages = {
        key: page_of(client_of(person), proposal).content.decode() for key, person in people.items()
    }
    said = {key: page.split("<article", 1)[1].split("</article")[0] for key, page in pages.items()}

    assert all(WORDS in text for text in said.values())
    assert [key for key, text in said.items() if name in text] == ["clerk", "auditor"]
    assert "คุณ" in said["writer"] and "คุณ" not in said["other"]
    assert name not in pages["other"]


def test_s28_the_number_is_kept_in_one_talk_and_drawn_anew_for_each(plan, seats, proposal):
    first = services.remark(proposal, seats[1], WORDS)
    other = services.remark(proposal, seats[2], WORDS)
    again = services.remark(proposal, seats[1], WORDS)

    assert first.alias == again.alias != other.alias
    assert {first.alias, other.alias} <= set(range(1, 6))


def test_s28_nobody_is_named_in_it(plan, seats, proposal):
    user = seats[2].user
    for name in (f"{user.given_th} {user.family_th}", user.family_th, user.email):
        with pytest.raises(MoveRefused):
            services.remark(proposal, seats[1], f"เห็นด้วยกับ {name}")

    assert not Remark.objects.exists()


@pytest.mark.parametrize("text", ["", "ก", "ก" * 4001])
def test_a_remark_has_a_length(seats, proposal, text):
    with pytest.raises(MoveRefused):
        services.remark(proposal, seats[1], text)


def test_it_opens_with_the_end_of_the_first_round_where_the_plan_says_so(plan, seats):
    proposal = reviewed(plan, seats[1:3])
    assert not remarking.is_open(proposal, plan)
    with pytest.raises(MoveRefused):
        services.remark(proposal, seats[1], WORDS)
    services.close_round(plan, Stage.DOC, by=seats[0].user)
    assert remarking.is_open(proposal, plan)
    services.change_plan(plan, by=None, written_talk=False)
    assert not remarking.is_open(proposal, plan)


def test_who_has_an_interest_finds_no_talk(seats, proposal, client_of):
    services.remark(proposal, seats[1], WORDS)
    services.declare(seats[3], proposal, Severity.HARD, reason=REASON)

    assert page_of(client_of(seats[3].user), proposal).status_code == 404
    assert page_of(client_of(proposal.owner), proposal).status_code == 404


def test_writing_on_the_page_and_a_refusal_keeps_what_was_typed(seats, proposal, client_of):
    client, url = client_of(seats[1].user), f"/selection/proposals/{proposal.code}/talk/"
    named = f"{WORDS} {seats[2].user.email}"

    refused = client.post(url, {"text": named})
    client.post(url, {"text": WORDS})
    office = client_of(UserFactory(staff=True)).post(url, {"text": WORDS})

    assert named in refused.content.decode()
    assert Remark.objects.get().text_th == WORDS
    assert office.status_code == 403
