"""A line handed on to an assistant, with a trace and without a right."""

import pytest
from django.urls import reverse

from proposals.models import Access
from proposals.services import access
from pyp_portal.accounts.refusals import Refused
from pyp_portal.desk import services
from pyp_portal.desk.lists import desk_of
from pyp_portal.desk.models import Mark
from pyp_portal.history.services import timeline
from pyp_portal.outbox.models import Message
from pyp_portal.todo import Todo
from tests.desk.lines import case, draft, only, standing, url
from tests.factories.accounts import MembershipFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


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
