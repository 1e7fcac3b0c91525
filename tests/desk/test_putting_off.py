"""A line put off comes back by itself, and never too late."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from proposals.models import Proposal
from proposals.states import State
from pyp_portal import clock
from pyp_portal.accounts.refusals import Refused
from pyp_portal.desk import services
from pyp_portal.desk.models import Mark
from pyp_portal.history.services import timeline
from tests.desk.lines import case, draft, only, standing, url
from tests.factories.accounts import MembershipFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]

TASKS = "/tasks/"


def test_a_line_put_off_comes_back_by_itself_and_nothing_else_changes(officer, at):
    proposal = case(officer)
    events = timeline(proposal).count()

    services.put_off(officer, only(officer), date(2025, 2, 13))
    put_off = standing(officer)
    at("2025-02-13 00:01")

    assert put_off == (0, 1, 0)
    assert standing(officer) == (1, 0, 0)
    assert timeline(proposal).count() == events
    assert Proposal.objects.get(pk=proposal.pk).version == proposal.version


@pytest.mark.parametrize("day", [date(2025, 2, 10), date(2025, 2, 1), date(2025, 5, 12)])
def test_it_is_put_off_to_a_day_that_comes_within_three_months(officer, day):
    case(officer)

    with pytest.raises(Refused):
        services.put_off(officer, only(officer), day)

    assert standing(officer) == (1, 0, 0)


def test_what_is_due_before_is_not_put_off():
    member, _made = draft(days=3)

    with pytest.raises(Refused, match="13"):
        services.put_off(member, only(member), date(2025, 2, 14))
    services.put_off(member, only(member), date(2025, 2, 13))

    assert standing(member) == (0, 1, 0)


def test_what_becomes_due_earlier_is_back_at_once():
    member, made = draft(days=20)
    services.put_off(member, only(member), date(2025, 2, 27))
    type(made.call).objects.filter(pk=made.call_id).update(closes_at=clock.now() + timedelta(5))

    assert standing(member) == (1, 0, 0)


def test_the_later_day_counts_and_there_is_one_mark(officer):
    case(officer)
    todo = only(officer)

    services.put_off(officer, todo, date(2025, 2, 12))
    services.put_off(officer, todo, date(2025, 2, 20))

    assert [mark.until for mark in Mark.objects.about(officer)] == [date(2025, 2, 20)]


def test_a_mark_of_one_person_hides_nothing_from_another():
    member, made = draft()
    colleague = MembershipFactory(agency=made.lead_agency, can_edit=True).user
    services.put_off(member, only(member), date(2025, 2, 13))

    assert standing(colleague) == (1, 0, 0)


def test_what_is_done_is_gone_wherever_it_stood(officer):
    proposal = case(officer)
    services.put_off(officer, only(officer), date(2025, 2, 13))
    Proposal.objects.filter(pk=proposal.pk).update(**{"state": State.ELIGIBLE})

    assert standing(officer) == (0, 0, 0)


def test_the_page_puts_off_and_takes_back(client_of, officer):
    case(officer)
    client, todo = client_of(officer), only(officer)

    put_off = client.post(url(todo), {"later": "1", "choice": "2025-02-11"}, follow=True)
    mark = Mark.objects.get()
    client.post(reverse("desk:end", args=[mark.uid]))

    assert put_off.redirect_chain == [(TASKS, 302)]
    assert standing(officer) == (1, 0, 0)


def test_a_day_that_does_not_do_is_refused_at_its_form_and_stays_there(client_of):
    member, _made = draft(days=3)
    typed = {"later": "1", "choice": "other", "until_0": "1", "until_1": "3", "until_2": "2568"}

    page = client_of(member).post(url(only(member)), typed)
    empty = client_of(member).post(url(only(member)), {"later": "1", "choice": "other"})

    assert page.context["later"].non_field_errors() == [
        "งานนี้ครบกำหนด 13 ก.พ. 2568 จึงพักไว้เกินวันนั้นไม่ได้".replace(" ก.พ. ", "\xa0ก.พ.\xa0")
    ]
    assert 'value="2568"' in page.content.decode()
    assert list(empty.context["later"].errors) == ["until"]


@pytest.mark.parametrize(("days", "may_wait"), [(0.2, False), (1, True)])
def test_what_is_due_today_is_not_offered_to_be_put_off(client_of, days, may_wait):
    member, _made = draft(days=days)

    page = client_of(member).get(url(only(member)))

    assert page.context["may_wait"] is may_wait
    assert ('name="later"' in page.content.decode()) is may_wait
