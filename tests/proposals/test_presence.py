"""Who else has a step open: told to those who write, forgotten soon."""

import pytest

from proposals.models import Presence, Proposal
from proposals.services import presence
from tests.factories.proposals import complete_proposal, submitter
from tests.proposals.browsing import url
from tests.proposals.tabs import Tab

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def december(at):
    return at("2024-12-20 10:00")


@pytest.fixture
def proposal():
    return complete_proposal()


@pytest.fixture
def nim(proposal):
    return submitter(proposal)


@pytest.fixture
def noi(proposal):
    return submitter(proposal)


@pytest.fixture
def tab(client_of, proposal):
    return lambda person, number=6: Tab(client_of(person), proposal, number)


def stands(key):
    return Proposal.objects.get().answered().get(key)


def test_who_else_is_at_the_step_is_told_and_forgotten(tab, nim, noi, proposal, client_of, at):
    page = tab(nim)
    page.save(impact="ก")

    here = client_of(noi).post(url("presence", proposal.code, 6), {"_tab": "b"}).json()["here"]
    step = client_of(noi).get(url("step", proposal.code, 6)).content.decode()

    assert str(nim) in here
    assert str(noi) not in here
    assert str(nim) in step
    at("2024-12-20 10:02")
    again = client_of(noi).post(url("presence", proposal.code, 6), {"_tab": "b"}).json()
    assert again == {"here": ""}
    at("2024-12-20 10:30")
    assert (presence.sweep(), Presence.objects.count()) == (2, 0)


def test_being_here_is_written_only_now_and_then(proposal, nim, at, django_assert_num_queries):
    presence.be_here(proposal, 6, nim, "a")
    at("2024-12-20 10:00:15")
    with django_assert_num_queries(1):
        presence.be_here(proposal, 6, nim, "a")
    at("2024-12-20 10:00:30")
    presence.be_here(proposal, 6, nim, "a")

    row = Presence.objects.get()
    assert (row.seen_at - row.since).seconds == 30
