"""Between agencies at once: one answer stands, one link lives, one paper is one draft."""

from functools import partial

import pytest

from proposals import services
from proposals.models import OnBehalf, PartnerAsk, Proposal
from proposals.services.on_behalf import enter_on_behalf
from pyp_portal import clock
from pyp_portal.outbox.models import Message
from pyp_portal.uploads.models import StoredFile
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.proposals import CallFactory, complete_proposal, submitter
from tests.proposals.browsing import letter
from tests.proposals.partnered import NO, REASON
from tests.proposals.test_races import refused, together

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture(autouse=True)
def december(at):
    return at("2024-12-20 10:00")


@pytest.fixture
def lead():
    """A proposal whose first partner is an agency with a code, and who may write it."""
    proposal = complete_proposal()
    proposal.partners.filter(pk=proposal.partners.first().pk).update(
        agency=AgencyFactory(code="PART")
    )
    return proposal, submitter(proposal)


def test_two_links_to_one_partner_at_once_leave_one_alive(lead):
    proposal, person = lead
    ask = partial(services.ask_partner, proposal, "PART", person, address="a@example.org")

    answers = together(ask, ask)

    assert refused(answers) == []
    assert PartnerAsk.objects.count() == 2
    assert PartnerAsk.objects.open().count() == 1


def test_a_partner_answers_twice_at_once_and_its_first_word_stands(lead):
    proposal, person = lead
    asked = services.ask_partner(proposal, "PART", person, address="a@example.org")
    decline = partial(services.answer_ask, asked, NO, reason=REASON, position="ประธาน")

    answers = together(partial(decline, name="นาง ก"), partial(decline, name="นาง ข"))

    assert len(refused(answers)) == 1
    first = next(one for one in answers if isinstance(one, PartnerAsk))
    assert PartnerAsk.objects.get().name == first.name
    told = Message.objects.filter(template__contains="partner_answered")
    assert told.values("address").distinct().count() == told.count()


def test_one_scan_entered_by_two_officers_at_once_is_one_draft():
    call, agency, today = CallFactory(), AgencyFactory(), clock.today()
    officers = [UserFactory(staff=True), UserFactory(staff=True)]

    answers = together(
        *[
            partial(enter_on_behalf, call, agency, by, letter(), received_on=today)
            for by in officers
        ]
    )

    assert len(refused(answers)) == 1
    assert (Proposal.objects.count(), OnBehalf.objects.count()) == (1, 1)
    assert StoredFile.objects.count() == 1
