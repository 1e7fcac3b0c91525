"""R7: a week and a day ahead, once each, to those invited."""

from datetime import date

import pytest

from cohorts import services
from pyp_portal import clock
from pyp_portal.outbox.models import Message
from tests.factories.cohorts import PartnerFactory
from tests.factories.workshops import WorkshopFactory, seat_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(at):
    """A participant and a partner invited to a workshop on Monday 21 April 2025."""
    at("2025-04-01 09:00")
    session = WorkshopFactory(
        held_on=date(2025, 4, 21), mode="HYBRID", link="https://m.example.org"
    )
    seat = seat_in(session)
    partner = PartnerFactory(team=seat.team)
    PartnerFactory(team=seat.team, person=None)
    return {seat.person.email, partner.person.email}


def told(at, moment):
    at(moment)
    services.remind_workshops()
    return Message.objects.count()


def test_each_step_is_told_once_on_a_working_day(people, at):
    """Monday's eve is a Sunday, so Friday tells of it; the week ahead lies in Songkran."""
    assert told(at, "2025-04-10 10:00") == 0
    assert told(at, "2025-04-11 08:00") == 0  # no office hour yet
    assert told(at, "2025-04-11 09:00") == 2
    assert told(at, "2025-04-11 09:10") == 2
    assert told(at, "2025-04-17 09:00") == 2
    assert told(at, "2025-04-18 09:00") == 4
    assert told(at, "2025-04-21 08:40") == 4
    assert told(at, "2025-04-21 09:10") == 4
    assert {message.address for message in Message.objects.all()} == people
    assert "https://m.example.org" in Message.objects.first().body


def test_nobody_is_reminded_of_what_was_called_off(people, at):
    session = WorkshopFactory(held_on=date(2025, 4, 21), cancelled_at=clock.now())
    seat_in(session)
    at("2025-04-18 09:00")

    assert services.remind_workshops() == 1


def test_a_session_without_partners_reminds_none(at):
    at("2025-04-01 09:00")
    session = WorkshopFactory(held_on=date(2025, 4, 2), invites_partners=False)
    PartnerFactory(team=seat_in(session).team)

    assert told(at, "2025-04-01 09:10") == 1
