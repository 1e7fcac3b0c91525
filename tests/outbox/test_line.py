"""Messages by LINE, against a stand-in that speaks the documented API: joined, sent once, ended."""

import base64
import hashlib
import hmac
import json
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from pyp_portal import clock
from pyp_portal.outbox import lining, resending
from pyp_portal.outbox.models import (
    Carrier,
    Ended,
    LineLink,
    Message,
    MessageState,
    Outcome,
)
from pyp_portal.outbox.services import unread_count
from pyp_portal.outbox.tasks import deliver, deliver_waiting
from pyp_portal.outbox.todo import kinds
from pyp_portal.todo import told
from tests.factories.accounts import UserFactory
from tests.outbox.line_server import TOKEN, line_server

SECRET = "of-the-channel"
PAGE, EVENTS = "outbox:line", "outbox:line_events"


@pytest.fixture
def line(settings):
    """The stand-in, and the portal told to use it."""
    settings.LINE_CHANNEL_TOKEN, settings.LINE_CHANNEL_SECRET = TOKEN, SECRET
    settings.LINE_BOT_ID = "@pyp"
    with line_server() as server:
        settings.LINE_API_URL = f"http://127.0.0.1:{server.server_port}"
        yield server


@pytest.fixture
def mali(db):
    return UserFactory()


@pytest.fixture
def joined(mali):
    """Mali, whose LINE is joined."""
    LineLink.objects.create(user=mali, line_user="Umali", since=clock.now())
    return mali


def by_line():
    return Message.objects.get(carrier=Carrier.LINE)


def try_again():
    Message.objects.filter(state=MessageState.WAITING).update(due_at=clock.now())
    deliver_waiting()


def signed(event):
    """What LINE posts when this happens, signed as LINE signs it."""
    body = json.dumps({"destination": "Ubot", "events": [event]}).encode()
    digest = hmac.new(SECRET.encode(), body, hashlib.sha256).digest()
    return body, base64.b64encode(digest).decode()


def says(words, user="Umali"):
    return {
        "type": "message",
        "source": {"type": "user", "userId": user},
        "message": {"type": "text", "text": words},
    }


def tell(event, signature=None):
    body, good = signed(event)
    headers = {"X-Line-Signature": good if signature is None else signature}
    client = Client(enforce_csrf_checks=True, headers=headers)
    return client.post(reverse(EVENTS), body, content_type="application/json").status_code


# --- Off, unless the office has an account there
def test_without_its_settings_nothing_is_written_or_offered(client_of, joined, post):
    post(to=joined)

    assert not Message.objects.filter(carrier=Carrier.LINE).exists()
    page = client_of(joined)
    assert not page.get(reverse(PAGE)).context["is_on"]
    assert page.post(reverse(PAGE)).status_code == 404
    assert tell(says("x")) == 404


# --- Sending
def test_a_message_goes_by_mail_and_by_line_each_once(line, joined, post, mailoutbox):
    mail = post(to=joined, title="น้ำ")
    post(to=UserFactory(), title="ของคนอื่น")
    for _n in range(2):
        deliver_waiting()

    (to, text), *more = line.pushed
    assert (to, more) == ("Umali", [])
    assert mail.subject in text
    assert "/outbox/" in text
    assert mail.body.strip().splitlines()[0] not in text  # what it says is for the portal alone
    assert len(mailoutbox) == 2
    assert unread_count(joined) == 1
    assert by_line().tries.get().said == "200 of-this-request"


@pytest.mark.parametrize(
    ("refusals", "drops"),
    [([(500, "")], 0), ([(429, "You have reached your monthly limit.")], 0), ([], 1)],
)
def test_what_got_no_good_answer_is_asked_again_and_sent_once(line, joined, post, refusals, drops):
    line.refusals, line.drops = refusals, drops
    post(to=joined)
    deliver_waiting()
    assert by_line().state == MessageState.WAITING
    try_again()

    assert by_line().state == MessageState.SENT
    assert len(line.pushed) == 1
    outcomes = list(by_line().tries.values_list("outcome", flat=True))
    assert outcomes == [Outcome.LATER, Outcome.TAKEN]


def test_a_wrong_token_waits_until_the_office_mends_it(line, joined, post, settings):
    settings.LINE_CHANNEL_TOKEN = "old"
    post(to=joined)
    deliver_waiting()
    assert (by_line().state, by_line().trouble[:3]) == (MessageState.WAITING, "401")
    settings.LINE_CHANNEL_TOKEN = TOKEN
    try_again()

    assert by_line().state == MessageState.SENT


def test_whoever_takes_nothing_any_more_is_off_and_told_in_the_portal(line, joined, post):
    line.friends.clear()
    post(to=joined)
    deliver_waiting()
    post(to=joined)

    assert by_line().state == MessageState.FAILED
    link = LineLink.objects.get()
    assert (link.ended_because, "'to'" in link.said) == (Ended.BLOCKED, True)
    assert [one.url for one in told(joined, kinds(joined))] == ["/outbox/line/"]
    LineLink.objects.create(user=joined, line_user="Unew", since=clock.now() + timedelta(hours=1))
    assert told(joined, kinds(joined)) == []


def test_another_refusal_leaves_it_joined(line, joined, post):
    line.refusals = [(400, "May not be empty")]
    post(to=joined)
    deliver_waiting()

    assert by_line().state == MessageState.FAILED
    assert lining.link_of(joined)


def test_what_waits_when_a_line_is_taken_off_is_not_sent(line, joined, post):
    post(to=joined)
    lining.end("Umali", Ended.SELF)
    deliver_waiting()

    assert (by_line().state, line.requests) == (MessageState.FAILED, [])


def test_a_line_that_is_down_holds_up_no_mail(line, joined, post, settings, mailoutbox):
    settings.LINE_API_URL = "http://127.0.0.1:9"
    for _n in range(2):
        post(to=joined)
    deliver_waiting()

    assert len(mailoutbox) == 2
    tried = Message.objects.filter(carrier=Carrier.LINE).values_list("attempts", flat=True)
    assert sorted(tried) == [0, 1]


def test_sent_once_more_it_has_another_key(line, joined, post):
    post(to=joined)
    deliver_waiting()
    line_ones = Message.objects.filter(carrier=Carrier.LINE)
    resending.resend(line_ones, by=UserFactory(staff=True), reason="ไม่ได้รับ")
    deliver(by_line().pk)

    assert len(line.pushed) == 2


# --- Joining
def test_a_code_joins_once_and_says_so_by_both_ways(line, client_of, mali, mailoutbox):
    client = client_of(mali)
    page = client.post(reverse(PAGE), follow=True)
    code = page.context["code"]
    assert "<svg" in page.content.decode()
    assert client.get(reverse(PAGE)).context["code"] == code  # loaded again, it is the same

    assert tell(says(f" {code.lower().replace('-', ' ')} ")) == 200
    assert tell(says(code, "Uother")) == 200  # sent on to somebody else, it holds no more
    deliver_waiting()

    assert LineLink.objects.standing().get().user == mali
    assert [to for to, _text in line.pushed] == ["Umali"]
    assert [mail.to for mail in mailoutbox] == [[mali.email]]
    page = client.get(reverse(PAGE))
    assert (page.context["code"], page.context["link"].line_user) == ("", "Umali")


def test_a_late_code_and_one_that_was_replaced_join_nothing(line, mali):
    first = lining.new_code(mali)
    second = lining.new_code(mali)
    assert lining.join(first, "Umali") is None
    with clock.at(clock.now() + lining.HOLDS):
        assert lining.join(second, "Umali") is None
    mali.is_active = False
    mali.save()

    assert lining.join(second, "Umali") is None


@pytest.mark.parametrize("signature", ["", "forged", "é"])
def test_what_line_did_not_sign_is_refused(line, mali, signature):
    assert tell(says(lining.new_code(mali)), signature) == 400
    assert not LineLink.objects.exists()


def test_a_line_belongs_to_whoever_showed_the_last_code(line, joined):
    other = UserFactory()
    lining.join(lining.new_code(other), "Umali")

    assert (lining.link_of(joined), lining.link_of(other).line_user) == (None, "Umali")


def test_blocking_ends_it_and_a_person_takes_it_off(line, client_of, joined):
    assert tell({"type": "unfollow", "source": {"userId": "Umali"}}) == 200
    assert tell({"type": "unfollow", "source": {"userId": "Umali"}}) == 200
    assert lining.link_of(joined) is None
    lining.join(lining.new_code(joined), "Umali")

    page = client_of(joined).post(reverse(PAGE), {"off": "on"}, follow=True)
    assert page.context["last"].ended_because == Ended.SELF
    assert lining.link_of(joined) is None
