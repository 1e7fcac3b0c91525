"""Two entries of one agency are joined while somebody works for one of them."""

import pytest
from django.db import connection

from proposals import services
from proposals.models import Proposal, Receipt
from proposals.states import State
from pyp_portal.accounts.models import Agency, Membership
from pyp_portal.accounts.refusals import Refused
from pyp_portal.accounts.services import ask_membership, join_agencies
from pyp_portal.history.services import timeline
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.proposals import CallFactory, complete_proposal, submitter
from tests.proposals.test_races import together

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
]


def join(duplicate, kept, by):
    """What was done, or the sentence by which it was refused."""
    try:
        return join_agencies(duplicate, kept, by=by, reason="ซ้ำ")
    except Refused as refused:
        return refused


def test_it_is_joined_while_it_submits_begins_and_is_joined_by(at):
    """Whoever is first: nothing is lost, and nothing is left at the entry that went."""
    at("2024-12-20 10:00")
    call = CallFactory(max_per_agency=5)
    proposal = complete_proposal(call=call)
    duplicate, kept = proposal.lead_agency, AgencyFactory(code="KEPT")
    person, newcomer, admin = submitter(proposal), UserFactory(), UserFactory(admin=True)

    receipt, *_others, joined = together(
        lambda: services.submit(proposal, person, key="form", version=1),
        lambda: services.start(call, duplicate, person),
        lambda: ask_membership(newcomer, duplicate),
        lambda: join(duplicate, kept, admin),
    )

    assert joined == kept
    assert Receipt.objects.get() == receipt
    assert Proposal.objects.get(pk=proposal.pk).state == State.SUBMITTED
    assert {one.lead_agency for one in Proposal.objects.all()} == {kept}
    assert Proposal.objects.count() == 2
    assert {one.agency for one in Membership.objects.all()} == {kept}
    assert connection.in_atomic_block is False


def test_two_administrators_join_them_at_once_and_both_ways(at):
    at("2025-05-02 10:00")
    one, other = AgencyFactory(), AgencyFactory()
    first, second = UserFactory(admin=True), UserFactory(admin=True)

    answers = together(lambda: join(one, other, first), lambda: join(other, one, second))

    assert len([answer for answer in answers if isinstance(answer, Refused)]) == 1
    assert Agency.objects.exclude(duplicate_of=None).count() == 1
    assert len(timeline(one)) == len(timeline(other)) == 1
