"""A practice call with one proposal in it."""

import pytest

from proposals import services
from proposals.models import Answers, Proposal
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.proposals import (
    CallFactory,
    fill,
)


@pytest.fixture
def officer():
    return UserFactory(staff=True)


@pytest.fixture
def real():
    return CallFactory(open_now=True)


@pytest.fixture
def call(real, officer):
    """The practice call of the year, open."""
    return services.open_practice(3, officer)


@pytest.fixture
def writer():
    return MembershipFactory(can_edit=True, can_submit=True).user


@pytest.fixture
def agency(writer):
    return writer.memberships.get().agency


@pytest.fixture
def draft(call, agency, writer):
    """A draft for practice that lacks nothing."""
    proposal = services.start(call, agency, writer)
    Answers.objects.all().delete()
    fill(proposal)
    answers = {"title_th": "ประเด็นฝึกซ้อมของตำบลลุ่มน้ำเดียวกัน", "theme": "TH-01"}
    services.save_step(proposal, 2, answers, writer)
    return Proposal.everything.get()


@pytest.fixture
def tried(draft, writer):
    """It has been handed in."""
    services.submit(draft, writer)
    return Proposal.everything.get()
