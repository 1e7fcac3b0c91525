"""Requests of other areas: asked once, confirmed, answered within a time, taken on as sites."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from cohorts.models import AdoptionRequest
from cohorts.services import adopting, reminding_answers
from cohorts.services.moving import NotReady
from proposals.grounds import ReasonNeeded
from proposals.states import State
from pyp_portal import clock
from pyp_portal.history.services import timeline
from pyp_portal.outbox.models import Message
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.adopting import RequestFactory
from tests.factories.cohorts import SiteFactory, TeamFactory, full_team, person_in
from tests.reminders.holds import held_for, hold_each

pytestmark = pytest.mark.django_db
WORDS = "ยินดีร่วมงาน ทีมจะติดต่อไปภายในสัปดาห์นี้"
FACTS = {
    "agency_th": "เทศบาลตำบลบนเกาะ", "province_id": 84, "district_th": "เกาะสมุย",
    "message_th": "ตลาดคืนวันเสาร์", "name_th": "ผู้ขอ ตัวอย่าง", "email": "asker@example.org",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _a_day(at):
    at("2025-09-18 10:00")  # a Thursday


@pytest.fixture
def staff():
    return UserFactory(staff=True)


@pytest.fixture
def team(staff):
    return full_team(State.FOLLOW_UP, proposal__case_owner=staff)


def mails(name):
    """To whom one of our texts went, in alphabetical order."""
    sent = Message.objects.filter(template=f"cohorts/emails/{name}.txt")
    return sorted(sent.values_list("address", flat=True))


# --- Asking -------------------------------------------------------------------------
def test_a_stranger_confirms_before_anybody_is_asked(team, staff):
    request = adopting.ask_to_adopt(team, uuid4(), **FACTS)

    assert (request.state, request.due_on) == ("unconfirmed", None)
    assert mails("adoption_confirm") == ["asker@example.org"]
    assert mails("adoption_waiting") == []

    request = adopting.confirm_request(request)
    assert adopting.confirm_request(request).confirmed_at == request.confirmed_at
    # Fifteen working days: the 13th of October is a holiday.
    assert (request.state, request.due_on) == ("new", date(2025, 10, 9))
    assert mails("adoption_received") == ["asker@example.org"]
    coordinator = person_in(team, "COORDINATOR").email
    assert {coordinator, staff.email} <= set(mails("adoption_waiting"))


@pytest.mark.parametrize("meanwhile", ["ended", "asked again"])
def test_what_was_asked_is_not_confirmed_after_the_end_nor_twice(team, meanwhile):
    request = adopting.ask_to_adopt(team, uuid4(), **FACTS)
    if meanwhile == "ended":
        type(team.proposal).objects.filter(pk=team.proposal_id).update(state=State.CLOSED)
    else:
        adopting.confirm_request(adopting.ask_to_adopt(team, uuid4(), **FACTS))

    with pytest.raises(NotReady):
        adopting.confirm_request(request)

    request.refresh_from_db()
    assert (request.state, request.due_on) == ("unconfirmed", None)


def test_who_is_signed_in_need_not_confirm(team):
    member = MembershipFactory()

    request = adopting.ask_to_adopt(team, uuid4(), by=member.user, **FACTS)

    assert (request.state, request.by) == ("new", member.user)
    assert mails("adoption_received") == [member.user.email]


def test_the_cohort_says_how_long_an_answer_may_take(team):
    team.cohort.adoption_days = 3
    team.cohort.save()

    request = adopting.ask_to_adopt(team, uuid4(), by=UserFactory(), **FACTS)

    assert request.due_on == date(2025, 9, 23)


def test_a_form_sent_twice_is_one_request(team):
    token = uuid4()

    first = adopting.ask_to_adopt(team, token, **FACTS)
    second = adopting.ask_to_adopt(team, token, **FACTS)

    assert first == second
    assert AdoptionRequest.objects.count() == 1


def test_an_open_request_of_the_same_address_is_enough(team):
    adopting.ask_to_adopt(team, uuid4(), by=UserFactory(), **FACTS)

    with pytest.raises(NotReady):
        adopting.ask_to_adopt(team, uuid4(), **FACTS | {"email": "ASKER@example.org"})

    other = TeamFactory(proposal__state=State.FOLLOW_UP)
    assert adopting.ask_to_adopt(other, uuid4(), **FACTS).team == other


@pytest.mark.parametrize("state", [State.IN_LAB, State.CLOSED])
def test_an_issue_is_taken_up_from_the_presentation_until_its_end(state):
    with pytest.raises(NotReady):
        adopting.ask_to_adopt(TeamFactory(proposal__state=state), uuid4(), **FACTS)

    assert not AdoptionRequest.objects.exists()


def test_an_area_outside_thailand_is_refused(team):
    with pytest.raises(ValidationError):
        adopting.ask_to_adopt(team, uuid4(), **FACTS | {"province_id": 99})

    assert not AdoptionRequest.objects.exists()


# --- Answering ----------------------------------------------------------------------
def test_an_accepted_request_becomes_a_site_that_knows_it(staff):
    request = RequestFactory(district_th="เกาะสมุย")
    source = SiteFactory(team=request.team)

    request = adopting.accept_request(
        request, by=staff, words=WORDS, status="agreed", copied_from=source
    )

    site = request.site
    assert (site.status, site.province_id, site.district_th) == ("agreed", 84, "เกาะสมุย")
    assert (site.agency_th, site.copied_from, site.request) == (request.agency_th, source, request)
    assert (request.state, request.answer_th) == ("accepted", WORDS)
    body = Message.objects.get(address=request.email).body
    assert WORDS in body
    assert f"/spread/{request.team.proposal.code}/" in body


def test_talks_keep_a_request_open_and_are_its_first_answer(staff, at):
    request = adopting.contact(RequestFactory(), by=staff, words=WORDS)
    first = request.answered_at
    at("2025-09-19 10:00")
    request = adopting.contact(request, by=staff, words=WORDS)
    request = adopting.decline_request(request, by=staff, words=WORDS)

    assert (request.state, request.answered_at, request.site) == ("declined", first, None)
    assert request.decided_at == clock.now()
    assert len(mails("adoption_answered")) == 3
    verbs = [(event.verb, event.data.get("late")) for event in timeline(request)]
    assert verbs == [
        ("request_contacted", False),
        ("request_contacted", False),
        ("request_declined", False),
    ]


def test_an_answer_after_the_day_is_noted_as_late(staff):
    request = adopting.decline_request(
        RequestFactory(due_on=date(2025, 9, 17)), by=staff, words=WORDS
    )

    assert timeline(request).last().data["late"] is True


def test_who_answers_second_is_told_so(staff):
    request = RequestFactory()
    adopting.decline_request(request, by=staff, words=WORDS)

    with pytest.raises(NotReady):
        adopting.accept_request(request, by=staff, words=WORDS)

    assert not request.team.sites.exists()


def test_an_answer_says_something(staff):
    request = RequestFactory()

    with pytest.raises(ReasonNeeded):
        adopting.accept_request(request, by=staff, words=" ")
    with pytest.raises(NotReady):
        adopting.accept_request(request, by=staff, words=WORDS, status="implementing")

    request.refresh_from_db()
    assert (request.state, request.team.sites.count()) == ("new", 0)


# --- In the background --------------------------------------------------------------
def test_an_overdue_request_is_told_once(staff, at):
    team = TeamFactory(proposal__state=State.FOLLOW_UP, proposal__case_owner=staff)
    late = RequestFactory(team=team, due_on=date(2025, 9, 17))
    RequestFactory(team=team, due_on=date(2025, 9, 18))
    RequestFactory(team=team, due_on=date(2025, 9, 17), state="contacted")

    assert reminding_answers.remind_requests() == 1
    at("2025-09-19 10:00")
    reminding_answers.remind_requests()

    assert late.is_overdue
    assert mails("adoption_late").count(staff.email) == 2  # the second one fell due meanwhile
    about = Message.objects.filter(occasion=f"adoption-late:{late.pk}", address=staff.email)
    assert about.count() == 1


def test_nobody_is_reminded_at_night(staff, at):
    RequestFactory(due_on=date(2025, 9, 17))
    at("2025-09-18 20:00")

    assert reminding_answers.remind_requests() == 0
    assert mails("adoption_late") == []


def test_a_reminder_that_is_held_stays_so_when_its_day_is_put_off(staff, at):
    was, day = date(2025, 9, 19), date(2025, 9, 22)
    request = RequestFactory(due_on=was)
    hold_each(reminding_answers.REQUESTS, staff)
    AdoptionRequest.objects.filter(pk=request.pk).update(due_on=day)

    assert held_for(reminding_answers.REQUESTS) == [(day, was)]


def test_what_nobody_confirmed_is_let_go_after_a_week(team, at):
    adopting.ask_to_adopt(team, uuid4(), **FACTS)
    kept = RequestFactory()
    at(clock.now() + timedelta(days=6))
    assert adopting.forget_unconfirmed() == 0
    at(clock.now() + timedelta(days=2))

    assert adopting.forget_unconfirmed() == 1
    assert AdoptionRequest.objects.get() == kept


def test_only_our_own_address_opens_a_request():
    request = RequestFactory()

    assert AdoptionRequest.objects.of_token(request.signed).get() == request
    assert not AdoptionRequest.objects.of_token(str(request.uid)).exists()
