"""Partners confirm their part: whom the question reaches, what an answer is worth, and when."""

from datetime import timedelta

import pytest

from proposals import services
from proposals.grounds import MoveRefused
from proposals.models import Proposal
from proposals.partnership import Standing
from proposals.services import partnering
from proposals.services.reminding_partners import PARTNERS
from proposals.states import State
from proposals.todo import todo
from pyp_portal import clock
from pyp_portal.accounts.models import Membership, User
from pyp_portal.outbox.models import Message
from tests.factories.accounts import MembershipFactory
from tests.proposals.endorsed import told
from tests.proposals.partnered import ask, confirm, rewrite, standings
from tests.reminders.holds import held_for, hold_each

pytestmark = pytest.mark.django_db


# --- Asking -----------------------------------------------------------------------


def test_it_reaches_the_typed_address_and_the_people_with_a_right(proposal, person, speaker):
    agency = speaker.active_memberships[0].agency
    head = MembershipFactory(agency=agency, can_edit=False, can_endorse=True).user
    MembershipFactory(agency=agency)

    asked = ask(proposal, person, address="Saraban@example.org ")

    assert told("partner_asked") == sorted(["saraban@example.org", speaker.email, head.email])
    by_address = {
        one.address: one.body for one in Message.objects.filter(template__contains="ner_a")
    }
    assert asked.mailed_url in by_address["saraban@example.org"]
    assert asked.member_url in by_address[speaker.email]
    assert asked.mailed_url not in by_address[speaker.email]
    assert standings()[0] == Standing.ASKED


def test_a_name_without_people_needs_an_address(proposal, person, partner_agency, other_key):
    for key in (other_key, "PART"):
        with pytest.raises(MoveRefused):
            ask(proposal, person, key)

    assert ask(proposal, person, other_key, address="a@example.org").agency is None


def test_nobody_of_the_lead_agency_confirms_for_a_partner(proposal, person, partner_agency):
    with pytest.raises(MoveRefused):
        ask(proposal, person, address=person.email.upper())
    rewrite(person, agency=proposal.lead_agency.code)
    with pytest.raises(MoveRefused):
        ask(proposal, person, proposal.lead_agency.code, address="a@example.org")


def test_who_is_not_named_is_not_asked(proposal, person):
    with pytest.raises(MoveRefused):
        ask(proposal, person, "NONE", address="a@example.org")


def test_what_is_being_scored_asks_no_more(proposal, person, speaker):
    asked = ask(proposal, person)
    Proposal.objects.update(**{"state": State.REVIEWING})

    with pytest.raises(MoveRefused):
        ask(proposal, person)
    with pytest.raises(MoveRefused):
        confirm(asked, speaker)


def test_s35_so_many_links_a_day(proposal, person, speaker, monkeypatch):
    monkeypatch.setattr(partnering, "MOST_A_DAY", 1)
    ask(proposal, person)

    with pytest.raises(MoveRefused):
        ask(proposal, person)


def test_a_later_link_ends_the_one_before(proposal, person, speaker):
    first, second = ask(proposal, person), ask(proposal, person)

    with pytest.raises(MoveRefused):
        confirm(first, speaker)
    confirm(second, speaker)

    assert standings()[0] == Standing.CONFIRMED


def test_taken_back_it_is_as_if_nobody_had_asked(proposal, person, speaker):
    asked = services.take_back_ask(ask(proposal, person), person)

    with pytest.raises(MoveRefused):
        confirm(asked, speaker)
    with pytest.raises(MoveRefused):
        services.take_back_ask(asked, person)
    assert standings()[0] == Standing.SILENT


# --- At home, and once more ------------------------------------------------------------


def test_who_speaks_for_the_partner_finds_it_at_home(proposal, person, speaker):
    asked = ask(proposal, person)
    writer = MembershipFactory(agency=asked.agency).user

    assert asked.member_url in [line.url for line in todo(User.objects.get(pk=speaker.pk))]
    assert list(todo(User.objects.get(pk=writer.pk))) == []


def test_a_partner_is_reminded_once(proposal, person, speaker, at):
    ask(proposal, person, address="a@example.org")
    at("2024-12-27 07:00")
    assert services.remind_partners() == 0
    at("2024-12-27 10:00")

    assert [services.remind_partners(), services.remind_partners()] == [1, 0]

    assert told("partner_reminder") == sorted(["a@example.org", speaker.email])


def test_a_reminder_that_is_held_stays_so_when_the_partner_is_asked_anew(
    proposal, person, speaker, at
):
    ask(proposal, person)
    was = clock.today()
    hold_each(PARTNERS, person)
    at("2024-12-23 10:00")
    ask(proposal, person)

    assert held_for(PARTNERS) == [(clock.today(), was)]


def test_who_answered_or_whose_link_is_dead_is_not_reminded(
    proposal, person, speaker, other_key, at
):
    confirm(ask(proposal, person), speaker)
    ask(proposal, person, other_key, address="a@example.org")
    Membership.objects.filter(user=person).update(ended_at=clock.now() + timedelta(days=1))
    at("2024-12-27 10:00")

    assert services.remind_partners() == 0
    assert told("partner_reminder") == []
