"""One task list: filtered, put off until a day, handed on to an assistant with a trace."""

from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from proposals.models import Access, Proposal
from proposals.services import access
from proposals.states import State
from pyp_portal import clock
from pyp_portal.accounts.refusals import Refused
from pyp_portal.desk import badge, services
from pyp_portal.desk.lists import desk_of
from pyp_portal.desk.models import Mark
from pyp_portal.history.services import timeline
from pyp_portal.outbox.models import Message
from pyp_portal.todo import Todo
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.proposals import CallFactory, ProposalFactory

pytestmark = pytest.mark.django_db

TASKS = "/tasks/"


@pytest.fixture(autouse=True)
def monday(at):
    at("2025-02-10 09:00")
    cache.clear()


@pytest.fixture
def officer():
    return UserFactory(staff=True)


def case(officer, **facts):
    """A proposal that waits for the officer's screening, without a day."""
    return ProposalFactory(state=State.SUBMITTED, case_owner=officer, **facts)


def draft(days=20):
    """(member, draft) of an agency whose call closes in so many days."""
    call = CallFactory(open_now=True, closes_at=clock.now() + timedelta(days), endorsement_due=None)
    made = ProposalFactory(state=State.DRAFT, call=call)
    return MembershipFactory(agency=made.lead_agency, can_edit=True).user, made


def only(user):
    (line,) = desk_of(user).now
    return line.todo


def standing(user):
    """How many lines wait, are put off, and are handed on."""
    desk = desk_of(user)
    return len(desk.now), len(desk.later), len(desk.given)


def url(todo):
    return reverse("desk:task", args=[todo.key])


# --- Put off -----------------------------------------------------------------
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


# --- Handed on ---------------------------------------------------------------
def test_an_assistant_gets_the_line_and_a_mail_and_the_history_names_both(officer):
    proposal, assistant = case(officer), UserFactory(staff=True)

    services.hand_on(officer, only(officer), assistant, "ฝากตรวจเอกสารแนบ")

    assert standing(officer) == (0, 0, 1)
    (line,) = desk_of(assistant).now
    assert (line.is_taken, str(officer) in line.todo.note) == (True, True)
    event = timeline(proposal).last()
    assert (event.verb, event.by) == ("task_handed_on", officer)
    assert event.data == {"owner": officer.pk, "taker": assistant.pk}
    mail = Message.objects.get(recipient=assistant)
    assert ("ฝากตรวจเอกสารแนบ" in mail.body, proposal.title_th in mail.body) == (True, True)


def test_it_gives_no_right(officer):
    member, made = draft()
    looker = MembershipFactory(agency=made.lead_agency, can_edit=False).user

    services.hand_on(member, only(member), looker)

    assert not Access.objects.filter(user=looker).exists()
    assert looker.rights_at(made.lead_agency).can_edit is False


def test_whoever_may_not_see_it_is_not_offered_and_loses_it(officer):
    proposal, closed = case(officer), UserFactory(staff=True)
    todo = only(officer)
    stranger, open_to = MembershipFactory().user, UserFactory(staff=True)
    access.close(proposal, closed, "conflict")

    assert services.assistants(officer, todo) == [open_to]
    for person in (closed, stranger, officer):
        with pytest.raises(Refused):
            services.hand_on(officer, todo, person)
    services.hand_on(officer, todo, open_to)
    access.close(proposal, open_to, "conflict")
    assert standing(open_to) == (0, 0, 0)


@pytest.mark.parametrize(
    ("facts", "offered"),
    [
        ({"kind": "unscreened", "room": "proposals"}, True),
        ({"kind": "more_time", "room": "proposals"}, False),
        ({"kind": "asked_to_endorse", "room": "proposals"}, False),
        ({"kind": "x", "room": "selection"}, False),
        ({"kind": "x", "room": "accounts"}, False),
    ],
)
def test_what_a_person_has_to_do_themselves_is_not_handed_on(officer, facts, offered):
    proposal, other = case(officer), UserFactory(staff=True)
    todo = Todo("งาน", reverse("proposals:screening", args=[proposal.code]), **facts)

    assert services.assistants(officer, todo) == ([other] if offered else [])


def test_it_is_handed_on_to_one_and_comes_back_before_its_day(at):
    member, made = draft(days=4)
    first, second = [MembershipFactory(agency=made.lead_agency).user for _n in range(2)]
    todo = only(member)

    services.hand_on(member, todo, first)
    with pytest.raises(Refused, match=str(first)):
        services.hand_on(member, todo, second)
    assert standing(member) == (0, 0, 1)
    at("2025-02-13 09:00")

    assert standing(member) == (1, 0, 0)
    assert standing(first)[0] == 1


def test_the_assistant_gives_it_back_and_the_owner_is_told(client_of, officer):
    proposal, assistant = case(officer), UserFactory(staff=True)
    mark = services.hand_on(officer, only(officer), assistant)
    stranger = client_of(UserFactory(staff=True))

    refused = stranger.post(reverse("desk:end", args=[mark.uid]))
    client_of(assistant).post(reverse("desk:end", args=[mark.uid]))

    assert refused.status_code == 404
    assert (standing(officer), standing(assistant)) == ((1, 0, 0), (0, 0, 0))
    assert timeline(proposal).last().verb == "task_handed_back"
    assert Message.objects.filter(recipient=officer, template__endswith="handed_back.txt").exists()
    with pytest.raises(Refused):
        services.end(mark, by=officer)


def test_the_page_hands_on_to_who_is_offered_alone(client_of, officer):
    case(officer)
    assistant, stranger = UserFactory(staff=True), UserFactory()
    client, todo = client_of(officer), only(officer)

    typed = {"hand_on": "1", "note": "ฝากด้วย"}
    refused = client.post(url(todo), typed | {"taker": stranger.uid})
    client.post(url(todo), typed | {"taker": assistant.uid})

    assert list(refused.context["hand_on"].errors) == ["taker"]
    assert refused.context["hand_on"]["note"].value() == "ฝากด้วย"
    assert [mark.taker for mark in Mark.objects.all()] == [assistant]


# --- The page and its number --------------------------------------------------
def test_the_list_is_filtered_by_day_and_room(client_of, officer):
    proposal = case(officer)
    Proposal.objects.filter(pk=proposal.pk).update(screening_started_at=clock.now())
    case(officer)
    client = client_of(officer)

    shown = {
        query: [line.todo.due is None for line in client.get(TASKS + query).context["lines"]]
        for query in ("", "?when=none", "?room=selection", "?when=soon&room=kitchen&view=all")
    }

    assert shown["?when=none"] == [True]
    assert shown["?room=selection"] == []
    assert shown[""] == shown["?when=soon&room=kitchen&view=all"] == [False, True]


def test_a_line_that_waits_for_nobody_is_not_found(client_of, officer):
    case(officer)
    todo = only(officer)

    assert client_of(UserFactory(staff=True)).get(url(todo)).status_code == 404
    assert client_of(officer).get(url(todo)).status_code == 200


def test_each_page_says_how_many_wait_without_asking_all_rooms(client_of, officer, at):
    client = client_of(officer)
    case(officer)
    before = badge.shown(officer)
    client.get("/")
    case(officer)
    counted = badge.shown(officer)
    at("2025-02-10 09:03")

    assert (before, counted, badge.shown(officer)) == (None, 1, 2)
    page = client.get("/preferences/").content.decode()
    assert '<span class="task-count" aria-hidden="true">2</span>' in page


@pytest.mark.postgres
def test_a_long_list_asks_no_more_than_a_short_one(client_of, officer):
    client = client_of(officer)
    asked = []
    for _n in range(3):
        case(officer)
        with CaptureQueriesContext(connection) as statements:
            client.get(TASKS)
        asked.append(len(statements))

    assert asked[0] == asked[2]
