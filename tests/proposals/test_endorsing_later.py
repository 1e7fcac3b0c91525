"""Where the call gives the endorsement a later day of its own: taken, checked, reminded."""

import pytest

from proposals import services
from proposals.grounds import MoveRefused
from proposals.hints import hints
from proposals.models import Proposal
from proposals.services.endorsing import ask
from proposals.states import State
from pyp_portal import clock
from tests.factories.accounts import UserFactory
from tests.factories.proposals import pass_all
from tests.proposals.browsing import letter
from tests.proposals.endorsed import DUE, endorse, told

pytestmark = pytest.mark.django_db


def test_it_may_follow_the_submission(proposal, person, head, later, at):
    services.submit(proposal, person)
    assert Proposal.objects.get().awaits_endorsement
    at("2025-01-13 23:59:59")

    endorse(ask(proposal, person, head=head))

    assert not Proposal.objects.get().awaits_endorsement


def test_the_letter_may_follow_too(proposal, person, later, at):
    services.submit(proposal, person)
    at("2025-01-13 20:00")

    services.endorse(proposal, letter(), "ที่ ทด 1/2568", clock.today(), person)

    assert not Proposal.objects.get().awaits_endorsement
    with pytest.raises(MoveRefused):
        services.endorse(proposal, letter(), "ที่ ทด 2/2568", clock.today(), person)


def test_on_its_own_day_it_is_too_late(proposal, person, head, later, at):
    services.submit(proposal, person)
    asked = ask(proposal, person, head=head)
    at(DUE)

    for refused in (lambda: endorse(asked), lambda: ask(proposal, person, head=head)):
        with pytest.raises(MoveRefused):
            refused()


def beside_e3(officer):
    """What the office reads beside E3."""
    fresh = Proposal.objects.get()
    return hints(fresh, fresh.answered(), officer, [])["E3"]


def test_t09_and_e3_wait_for_it(proposal, person, head, later, at):
    services.submit(proposal, person)
    officer = UserFactory(staff=True)
    services.take_case(proposal, officer, officer)
    services.start_screening(proposal, officer)
    pass_all(proposal, officer)

    with pytest.raises(MoveRefused) as refused:
        services.mark_eligible(proposal, officer)
    before = beside_e3(officer)
    at(DUE)
    overdue = beside_e3(officer)
    at("2025-01-13 10:00")
    endorse(ask(proposal, person, head=head))
    after = beside_e3(officer)

    assert [tone for tone, _words in (before, overdue, after)] == ["wait", "stop", "good"]
    assert refused.value.sentence == before[1]
    assert str(head) in after[1]
    assert services.mark_eligible(proposal, officer).state == State.ELIGIBLE


def test_reminded_when_submitted_and_three_and_one_day_before(proposal, person, head, later, at):
    services.submit(proposal, person)
    sent = []
    for moment in (
        "2024-12-20 10:10",
        "2024-12-20 10:20",
        "2025-01-12 10:00",  # a Sunday
        "2025-01-13 07:00",
        "2025-01-13 09:00",
        "2025-01-13 09:10",
        "2025-01-14 09:00",
    ):
        at(moment)
        services.remind_drafts()
        sent.append(len(told("endorsement_reminder")))

    people = ["alt@example.org", "contact@example.org", "saraban@example.org", head.email]
    assert sent == [4, 4, 4, 4, 8, 8, 8]
    assert set(told("endorsement_reminder")) == set(people)


def test_the_three_days_are_their_own_reminder_and_the_owner_is_told(
    proposal, person, head, later, at
):
    services.submit(proposal, person)
    at("2025-01-10 15:50")  # a Friday, more than three days before
    services.remind_drafts()
    officer = UserFactory(staff=True)
    services.take_case(proposal, officer, officer)
    at("2025-01-13 08:40")
    services.remind_drafts()

    assert told("endorsement_reminder").count(officer.email) == 1
    assert told("endorsement_reminder").count(head.email) == 2


def test_once_endorsed_nobody_is_reminded(proposal, person, head, later):
    services.submit(proposal, person)
    endorse(ask(proposal, person, head=head))

    services.remind_drafts()

    assert told("endorsement_reminder") == []
