"""Members accept the terms before anything of the selection opens to them."""

import pytest

from proposals.grounds import MoveRefused, StaleVersion
from proposals.models import Access
from selection import services
from selection.kinds import Severity
from selection.models import Seat
from tests.factories.accounts import UserFactory
from tests.factories.selection import (
    DUE,
    SeatFactory,
    fresh,
    plan_of,
    ready_proposal,
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
    return seat_members(plan, 2)


@pytest.fixture
def newcomer(plan, seats):
    return SeatFactory(committee=plan.committee, terms_accepted_at=None)


def kinds_of(seat):
    return sorted(Access.objects.filter(user=seat.user).values_list("kind", flat=True))


def test_every_page_leads_a_newcomer_to_the_terms(plan, newcomer, client_of):
    client = client_of(newcomer.user)

    answers = [client.get(f"{YEAR}/{page}") for page in ("", "committee/", "board/", "tasks/")]

    assert {answer.url for answer in [*answers, client.get("/selection/")]} == {f"{YEAR}/terms/"}
    assert client.get(f"{YEAR}/terms/").status_code == 200


def test_the_terms_open_what_waits_and_nothing_more(plan, seats, newcomer):
    proposal, other = ready_proposal(plan, seats[:2]), ready_proposal(plan, seats[:2])
    services.declare(newcomer, other, Severity.HARD, reason="เคยเป็นที่ปรึกษาของโครงการ")
    services.declare(newcomer, proposal, Severity.NONE)
    services.assign(newcomer, proposal)
    services.open_review([proposal, other], due=DUE)
    before = kinds_of(newcomer)

    services.accept_terms(fresh(newcomer), 1)

    assert (before, kinds_of(newcomer)) == (["closed"], ["closed", "read", "score"])
    assert plan.proposals().visible_to(newcomer.user).get() == proposal


def test_who_is_only_suspected_reads_nothing_on_acceptance(plan, seats, newcomer):
    proposal = ready_proposal(plan, seats[:2])
    services.open_review([proposal], due=DUE)
    newcomer.user.memberships.create(agency=proposal.lead_agency, asked_at=DUE, approved_at=DUE)

    services.accept_terms(newcomer, 1)

    assert kinds_of(newcomer) == []


def test_a_new_version_closes_the_selection_until_it_is_accepted(plan, seats, client_of):
    proposal = ready_proposal(plan, seats[1:])
    services.open_review([proposal], due=DUE)
    officer, client = UserFactory(staff=True), client_of(seats[1].user)

    client_of(officer).post(f"{YEAR}/terms/new/", {"text": "ข้อตกลงฉบับใหม่ " * 10})

    assert kinds_of(seats[1]) == []
    assert client.get(f"{YEAR}/tasks/").url == f"{YEAR}/terms/"
    client.post(f"{YEAR}/terms/accept/", {"number": "1"})  # the old page was still open
    assert not fresh(seats[1]).has_accepted
    client.post(f"{YEAR}/terms/accept/", {"number": "2"})
    assert kinds_of(seats[1]) == ["read", "score"]
    assert fresh(seats[1]).terms.number == 2


@pytest.mark.parametrize("text", ["สั้น", None])
def test_terms_that_say_nothing_new_are_not_published(plan, text):
    with pytest.raises(MoveRefused):
        services.publish_terms(plan, text)

    assert services.terms_of(plan).number == 1


def test_accepting_twice_or_what_was_not_shown_is_refused(plan, seats, newcomer):
    with pytest.raises(StaleVersion):
        services.accept_terms(newcomer, 7)
    services.accept_terms(newcomer, 1)

    with pytest.raises(MoveRefused):
        services.accept_terms(newcomer, 1)

    assert Seat.objects.bound().filter(pk=newcomer.pk).exists()


def test_the_home_of_a_newcomer_says_what_comes_first(newcomer, client_of):
    newcomer.user.role_grants.create(role="committee", given_at=DUE)

    page = client_of(newcomer.user).get("/").content.decode()

    assert f'href="{YEAR}/terms/"' in page
