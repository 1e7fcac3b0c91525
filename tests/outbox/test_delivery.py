"""Each message is handed over once; what cannot be known is left to a person."""

from datetime import UTC, datetime, timedelta

import pytest

from pyp_portal import clock
from pyp_portal.outbox import delivery, mailing, services
from pyp_portal.outbox.letterform import html_of
from pyp_portal.outbox.models import Message, MessageState
from pyp_portal.outbox.tasks import deliver, deliver_waiting
from tests.outbox.smtp import mail_server

NOON = datetime(2025, 1, 6, 5, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def state_of(message):
    message.refresh_from_db()
    return message.state


def test_the_letter_arrives_as_it_was_written(post, server):
    message = post(title="น้ำ")
    deliver(message.pk)

    (letter,) = server.letters
    assert letter["Message-ID"] == f"<{message.uid}@example.org>"
    assert letter["To"] == "mali@example.org"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["Content-Language"] == "th"
    assert letter.get_content_type() == "multipart/alternative"
    plain, html = letter.get_payload()
    assert (plain.get_content_type(), html.get_content_type()) == ("text/plain", "text/html")
    assert plain.get_payload(decode=True).decode().splitlines() == message.body.splitlines()
    assert html.get_payload(decode=True).decode().splitlines() == html_of(message).splitlines()
    assert state_of(message) == MessageState.SENT


def test_delivering_again_sends_nothing(post, server):
    message = post()
    for _n in range(3):
        deliver(message.pk)
        deliver_waiting()

    assert len(server.letters) == 1


@pytest.mark.postgres
def test_a_claim_succeeds_once(post):
    message = post()

    assert delivery.claim(message.pk).pk == message.pk
    assert delivery.claim(message.pk) is None


def test_a_mail_server_that_is_down_delays_and_loses_nothing(post, server, settings):
    with mail_server() as closed:
        port = closed.port
    settings.EMAIL_PORT = port
    with clock.at(NOON):
        messages = [post(), post()]
        deliver_waiting()

    assert [state_of(m) for m in messages] == [MessageState.WAITING] * 2
    assert (messages[0].attempts, messages[0].due_at) == (1, NOON + MINUTE)
    assert messages[0].trouble.startswith("ConnectionRefusedError")
    assert (
        messages[1].attempts == 0
    )  # nobody was asked for the second after the first found it shut

    with mail_server(port) as back, clock.at(NOON + 2 * MINUTE):
        deliver_waiting()

    assert sorted(letter["Message-ID"] for letter in back.letters) == sorted(
        m.message_id for m in messages
    )
    assert [state_of(m) for m in messages] == [MessageState.SENT] * 2
    assert messages[0].trouble == ""


def test_the_delay_doubles_up_to_half_an_hour_and_never_ends(post, server, settings):
    with mail_server() as closed:
        settings.EMAIL_PORT = closed.port
    message, now, delays = post(), NOON, []
    Message.objects.update(due_at=NOON)
    for _n in range(30):
        with clock.at(now):
            deliver(message.pk)
        assert state_of(message) == MessageState.WAITING
        delays.append((message.due_at - now) // MINUTE)
        now = message.due_at

    assert delays == [1, 2, 4, 8, 16, *[30] * 25]


def test_a_message_is_not_tried_before_it_is_due(post, server):
    with clock.at(NOON):
        message = post()
        Message.objects.update(due_at=NOON + MINUTE)
        deliver(message.pk)
        deliver_waiting()

    assert server.letters == []


class Lazy:
    """A way of sending that connects only when it has something to send."""

    trouble = None

    def open(self):
        pass

    def send_messages(self, mails):
        if self.trouble:
            raise self.trouble

    def close(self):
        raise OSError("gone")


@pytest.mark.parametrize(
    ("trouble", "state"),
    [
        (ConnectionRefusedError(), MessageState.WAITING),
        (ConnectionResetError(), MessageState.UNCERTAIN),
        (TimeoutError(), MessageState.UNCERTAIN),
        (None, MessageState.SENT),
    ],
)
def test_only_a_server_that_was_never_reached_is_asked_again(post, monkeypatch, trouble, state):
    monkeypatch.setattr(Lazy, "trouble", trouble)
    monkeypatch.setattr(mailing, "get_connection", Lazy)
    message = post()
    deliver(message.pk)

    assert state_of(message) == state


@pytest.mark.parametrize("command", ["MAIL", "RCPT", "DATA"])
def test_a_refusal_for_now_is_tried_again(post, server, command):
    server.answers[command] = "451 later"
    message = post()
    deliver(message.pk)

    assert (state_of(message), message.attempts) == (MessageState.WAITING, 1)
    assert "451" in message.trouble


@pytest.mark.parametrize("command", ["MAIL", "RCPT", "DATA"])
def test_a_refusal_for_good_is_shown_to_a_person(post, server, command):
    server.answers[command] = "550 nobody here"
    message = post()
    deliver(message.pk)
    deliver_waiting()

    assert (state_of(message), message.attempts) == (MessageState.FAILED, 1)


def test_refusals_for_now_end_some_day(post, server):
    server.answers["RCPT"] = "451 later"
    message = post()
    Message.objects.update(attempts=delivery.MAX_REFUSALS - 1)
    deliver(message.pk)

    assert state_of(message) == MessageState.FAILED


def test_a_server_that_hangs_up_after_the_letter_leaves_it_uncertain(post, server):
    server.hangs_up = "DATA"
    message = post()
    deliver(message.pk)
    deliver_waiting()

    assert state_of(message) == MessageState.UNCERTAIN
    assert len(server.letters) == 1


def test_a_server_that_says_no_goodbye_has_still_taken_the_letter(post, server):
    server.answers["QUIT"] = "421 whatever"
    server.hangs_up = "QUIT"
    message = post()
    deliver(message.pk)

    assert state_of(message) == MessageState.SENT


def test_a_worker_that_died_before_handing_over_did_not_send(post, server):
    with clock.at(NOON):
        message = post()
        delivery.claim(message.pk)
    with clock.at(NOON + delivery.LEASE):
        deliver_waiting()
        assert state_of(message) == MessageState.SENDING  # its lease still holds
    with clock.at(NOON + delivery.LEASE + MINUTE):
        deliver_waiting()

    assert (state_of(message), message.attempts) == (MessageState.SENT, 2)
    assert len(server.letters) == 1


@pytest.mark.postgres
def test_a_worker_that_died_while_handing_over_may_have_sent(post, server):
    with clock.at(NOON):
        message = post()
        delivery.claim(message.pk)
        Message.objects.update(handed_over_at=NOON)
    with clock.at(NOON + delivery.LEASE + MINUTE):
        deliver_waiting()

    assert state_of(message) == MessageState.UNCERTAIN
    assert server.letters == []


def test_a_slow_worker_that_lost_its_claim_sends_nothing(post, server, monkeypatch):
    """It stood still while connecting, so long that the sweep gave the message to another."""

    class Slow:
        def open(self):
            with clock.at(NOON + 2 * delivery.LEASE):
                delivery.sweep()

        def close(self):
            pass

    with clock.at(NOON):
        message = post()
        monkeypatch.setattr(mailing, "get_connection", Slow)
        deliver(message.pk)
    monkeypatch.undo()
    with clock.at(NOON + 2 * delivery.LEASE):
        deliver_waiting()

    assert (state_of(message), message.attempts) == (MessageState.SENT, 2)
    assert len(server.letters) == 1


def test_a_slow_worker_that_did_send_is_believed(post, server, monkeypatch):
    with clock.at(NOON):
        message = delivery.claim(post().pk)
        Message.objects.update(handed_over_at=NOON)
    with clock.at(NOON + 2 * delivery.LEASE):
        delivery.sweep()
        assert state_of(message) == MessageState.UNCERTAIN
        delivery._note(message, state=MessageState.SENT, sent_at=clock.now())

    assert state_of(message) == MessageState.SENT


@pytest.mark.parametrize(("arrived", "letters", "attempts"), [(True, 0, 1), (False, 1, 1)])
def test_a_person_settles_what_is_uncertain(
    post, person, server, arrived, letters, attempts, django_capture_on_commit_callbacks
):
    officer, other = person(), person()
    message = delivery.claim(post().pk)
    Message.objects.update(state=MessageState.UNCERTAIN)

    with django_capture_on_commit_callbacks(execute=True):
        assert services.resolve(message, arrived, by=officer)
        assert not services.resolve(message, not arrived, by=other)

    assert (state_of(message), message.attempts) == (MessageState.SENT, attempts)
    assert message.resolved_by == officer
    assert len(server.letters) == letters


@pytest.mark.parametrize("n", [1, 3])
def test_sweeping_costs_the_same_however_many_wait(post, n, django_assert_num_queries):
    for _n in range(n):
        delivery.claim(post().pk)

    with django_assert_num_queries(2):
        delivery.sweep()
