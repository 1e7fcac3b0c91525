"""Input that no page of ours sends: a sentence or nothing, never an error, and nothing is lost."""

from datetime import date

import pytest
from django.urls import reverse

from proposals.states import State
from pyp_portal.history.models import Event
from selection import services
from selection.services import minuting
from tests.factories.accounts import UserFactory
from tests.factories.proposals import ProposalFactory
from tests.factories.selection import fresh, meeting_of, plan_of, seat_members

pytestmark = pytest.mark.django_db
HUGE = "9" * 5000


@pytest.fixture
def plan(at):
    at("2025-02-13 09:00")
    return plan_of()


@pytest.fixture
def seats(plan):
    return seat_members(plan, 2)


@pytest.fixture
def officer(client_of):
    return client_of(UserFactory(staff=True))


@pytest.mark.parametrize("number", [HUGE, "9" * 20, "-1", "๑", "x", ""])
def test_a_version_of_the_terms_that_nobody_published_is_not_accepted(
    plan, seats, number, client_of
):
    seat = seats[1]
    seat.terms_accepted_at = None
    seat.save()

    answer = client_of(seat.user).post(
        reverse("selection:accept_terms", args=[2568]), {"number": number}
    )

    assert answer.status_code == 302
    assert fresh(seat).has_accepted is (number == "๑")


@pytest.mark.parametrize("number", [HUGE, "9" * 20, "-1", "x"])
def test_a_seat_that_is_none_does_not_sit(plan, seats, officer, number):
    session = services.open_session(plan, starts_at=plan.opened_at, place_th="ห้องประชุม")
    services.schedule(session, [ProposalFactory(call=plan.call, state=State.SHORTLISTED)])

    answer = officer.post(reverse("selection:start_session", args=[session.uid]), {"seats": number})

    assert answer.status_code == 302
    assert session.attendances.count() == 0


def form_on(page):
    """What the form of the page would send as it stands."""
    form = page.context["form"]
    said = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in said.items() if not (value is None or value is False)}


def test_what_another_officer_changed_meanwhile_is_not_overwritten_unseen(plan, officer):
    url = reverse("selection:plan", args=[2568])
    shown = form_on(officer.get(url))
    services.change_plan(fresh(plan), by=UserFactory(staff=True), notice_days=5)

    typed = shown | {"max_selected": 12}
    refused = officer.post(url, typed)
    kept = fresh(plan)
    again = officer.post(url, typed | {"stood": refused.context["form"]["stood"].value()})

    assert (refused.status_code, kept.notice_days, kept.max_selected) == (200, 5, 10)
    assert refused.context["form"]["max_selected"].value() == "12"
    assert refused.context["plan"].max_selected == 10
    assert (again.status_code, fresh(plan).max_selected) == (302, 12)


def test_a_page_that_shows_the_plan_as_it_stands_is_kept_at_once(plan, officer):
    url = reverse("selection:plan", args=[2568])

    answer = officer.post(url, form_on(officer.get(url)) | {"max_selected": 12})

    assert answer.status_code == 302
    changed = Event.objects.filter(verb="changed").latest("pk").data["changed"]
    assert changed == {"max_selected": [10, 12]}


def test_a_comment_that_comes_too_late_is_still_on_the_page(plan, seats, client_of, at):
    meeting = meeting_of(plan, seats)
    clerk = UserFactory(staff=True)
    services.end_meeting(meeting)
    services.write_minutes(meeting, by=clerk)
    minuting.circulate(meeting, date(2025, 2, 20), by=clerk)
    at("2025-02-21 09:00")

    page = client_of(seats[1].user).post(
        reverse("selection:read_minutes", args=[meeting.uid]), {"text": "ข้อความที่พิมพ์ไว้"}
    )

    assert (page.status_code, "ข้อความที่พิมพ์ไว้" in page.content.decode()) == (200, True)
    assert meeting.minutes.comments.count() == 0
