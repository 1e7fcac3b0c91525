"""Each person reads their own messages; the office looks after the queue."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pyp_portal.outbox.models import Message, MessageState
from pyp_portal.outbox.services import unread_count
from pyp_portal.outbox.views import PAGE
from tests.factories.accounts import UserFactory

INBOX, QUEUE = "outbox:inbox", "outbox:list"


@pytest.fixture
def mali(db):
    return UserFactory(given_th="มะลิ")


@pytest.fixture
def officer(db):
    return UserFactory(staff=True)


def shown(response):
    """The subjects on the page, in order."""
    assert response.status_code == 200
    return [message.subject for message in response.context["page"]]


def test_a_person_reads_their_own_messages_newest_first(client_of, mali, post):
    post(to=mali, title="เก่า")
    post(to=UserFactory(), title="ของคนอื่น")
    post(to=mali, title="<script>ใหม่")

    response = client_of(mali).get(reverse(INBOX))

    assert [s.split('"')[1] for s in shown(response)] == ["<script>ใหม่", "เก่า"]
    assert "&lt;script&gt;ใหม่" in response.content.decode()


def test_s22_reading_a_page_marks_nothing(client_of, mali, post):
    message = post(to=mali)
    client = client_of(mali)
    client.get(reverse(INBOX))
    answer = client.get(reverse("outbox:read", args=[message.uid]))

    assert answer.status_code == 405
    assert unread_count(mali) == 1


def test_a_message_is_marked_as_read_and_one_returns_to_the_page(client_of, mali, post):
    message, other = post(to=mali), post(to=mali)
    back = reverse(INBOX) + "?unread=1"

    answer = client_of(mali).post(reverse("outbox:read", args=[message.uid]), {"back": back})

    assert (answer.status_code, answer.url) == (302, back)
    assert shown(client_of(mali).get(back)) == [other.subject]


def test_s20_the_way_back_leads_nowhere_else(client_of, mali, post):
    address = reverse("outbox:read", args=[post(to=mali).uid])

    answer = client_of(mali).post(address, {"back": "https://evil.example.com/"})

    assert answer.url == reverse(INBOX)


def test_all_messages_are_marked_as_read(client_of, mali, post):
    stranger = UserFactory()
    for to in (mali, mali, stranger):
        post(to=to)

    client_of(mali).post(reverse("outbox:read_all"))

    assert (unread_count(mali), unread_count(stranger)) == (0, 1)


def test_s1_a_message_of_another_is_not_there(client_of, mali, post):
    message = post(to=UserFactory())

    answer = client_of(mali).post(reverse("outbox:read", args=[message.uid]))

    assert answer.status_code == 404
    assert Message.objects.get().read_at is None


def test_a_long_inbox_is_read_page_by_page(client_of, mali, post):
    messages = [post(to=mali) for _n in range(PAGE + 2)]
    client = client_of(mali)

    first = client.get(reverse(INBOX))
    second = client.get(reverse(INBOX), {"after": first.context["next_key"]})

    pages = [m.pk for answer in (first, second) for m in answer.context["page"]]
    assert pages == [m.pk for m in reversed(messages)]
    assert second.context["next_key"] is None


@pytest.mark.parametrize("after", ["x", "00000000-0000-0000-0000-000000000000", "'"])
def test_s13_a_page_key_that_makes_no_sense_does_no_harm(client_of, mali, post, after):
    post(to=mali)

    assert client_of(mali).get(reverse(INBOX), {"after": after}).status_code == 200


@pytest.mark.parametrize(
    ("traits", "code"),
    [
        ({}, 403),
        ({"auditor": True}, 403),
        ({"staff": True}, 200),
        ({"director": True}, 200),
        ({"admin": True}, 200),
    ],
)
def test_only_the_office_and_administrators_see_the_queue(client_of, post, traits, code):
    client = client_of(UserFactory(**traits))
    message = post()
    resolve = reverse("outbox:resolve", args=[message.uid])

    assert client.get(reverse(QUEUE)).status_code == code
    assert client.post(resolve, {"decision": "arrived"}).status_code == (
        302 if code == 200 else code
    )


def test_the_queue_shows_what_is_not_sent_and_counts_it(client_of, officer, post):
    states = [MessageState.WAITING, MessageState.UNCERTAIN, MessageState.FAILED, MessageState.SENT]
    for state in states:
        Message.objects.filter(pk=post(title=state.value).pk).update(state=state)
    client = client_of(officer)

    answer = client.get(reverse(QUEUE))
    assert [s.split('"')[1] for s in shown(answer)] == ["failed", "uncertain", "waiting"]
    assert answer.context["counts"] == {"waiting": 1, "uncertain": 1, "failed": 1}
    for state in states:
        found = shown(client.get(reverse(QUEUE), {"state": state}))
        assert [s.split('"')[1] for s in found] == [state.value]


def test_the_queue_is_searched_by_address_and_subject(client_of, officer, post):
    for to, title in [("mali@example.org", "น้ำ"), ("kulap@example.org", "ป่า")]:
        post(to=to, title=title)
    client = client_of(officer)

    for q in ("KULAP", "ป่า"):
        assert len(shown(client.get(reverse(QUEUE), {"q": q}))) == 1


@pytest.mark.parametrize(
    ("decision", "state"), [("arrived", MessageState.SENT), ("again", MessageState.WAITING)]
)
def test_an_officer_settles_an_uncertain_message_once(client_of, officer, post, decision, state):
    message = post()
    Message.objects.update(state=MessageState.UNCERTAIN)
    address = reverse("outbox:resolve", args=[message.uid])

    client_of(officer).post(address, {"decision": decision})
    late = client_of(UserFactory(staff=True)).post(address, {"decision": "again"}, follow=True)

    message.refresh_from_db()
    assert (message.state, message.resolved_by) == (state, officer)
    assert [m.level_tag for m in late.context["messages"]] == ["warning"]


def test_a_decision_that_is_none_changes_nothing(client_of, officer, post):
    message = post()
    Message.objects.update(state=MessageState.FAILED)

    answer = client_of(officer).post(
        reverse("outbox:resolve", args=[message.uid]), {"decision": "?"}, follow=True
    )

    assert Message.objects.get().state == MessageState.FAILED
    assert [m.level_tag for m in answer.context["messages"]] == ["error"]


@pytest.mark.parametrize("url", [INBOX, QUEUE])
def test_a_list_costs_the_same_at_one_and_three_rows(client_of, officer, post, url):
    client, counts = client_of(officer), []
    for n in (1, 2):
        for _n in range(n):
            post(to=officer)
        Message.objects.update(state=MessageState.FAILED, resolved_by=officer)
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse(url))
        counts.append(len(asked))

    assert counts[0] == counts[1]
