"""Real processes on one outbox: none sends twice, a dead one leaves nothing lost or doubled."""

import os
import signal
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import connections
from kombu import pools

from pyp_portal import clock, doorbell
from pyp_portal.celery import app
from pyp_portal.outbox import delivery, services, tasks
from pyp_portal.outbox.models import Message, MessageState

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def worker(work):
    """Run ``work`` in a process of its own, with its own connection; answers with its id."""
    connections.close_all()
    child = os.fork()
    if child:
        return child
    try:
        work()
    finally:
        os._exit(0)


def wait(*children):
    """The signals that ended the processes; 0 for those that ended by themselves."""
    return [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]


@contextmanager
def no_doorbell(monkeypatch):
    """Messages are written, and nobody is told."""
    with monkeypatch.context() as patch:
        patch.setattr(tasks.deliver, "apply_async", lambda *args, **kwargs: None)
        yield


def post(n):
    return services.post("sample/note.txt", to=f"p{n}@example.org", occasion="all", title="ผล")


def test_four_workers_on_one_outbox_send_each_letter_once(server, monkeypatch):
    with no_doorbell(monkeypatch):
        messages = [post(n) for n in range(30)]

    ended = wait(*[worker(tasks.deliver_waiting) for _n in range(4)])

    assert ended == [0] * 4
    assert sorted(letter["Message-ID"] for letter in server.letters) == sorted(
        m.message_id for m in messages
    )
    assert set(Message.objects.values_list("state", "attempts")) == {(MessageState.SENT, 1)}


def test_a_worker_killed_while_sending_leaves_the_letter_uncertain(server, monkeypatch):
    with no_doorbell(monkeypatch):
        message = post(1)
    take = server.take

    def take_and_kill(letter):
        take(letter)
        os.kill(child, signal.SIGKILL)

    server.take = take_and_kill
    child = worker(tasks.deliver_waiting)
    assert wait(child) == [-signal.SIGKILL]
    server.take = take

    message.refresh_from_db()
    assert message.state == MessageState.SENDING
    with clock.at(clock.now() + delivery.LEASE + timedelta(minutes=1)):
        wait(worker(tasks.deliver_waiting))
        tasks.deliver_waiting()
    message.refresh_from_db()
    assert message.state == MessageState.UNCERTAIN
    assert len(server.letters) == 1


def test_a_worker_killed_between_claim_and_sending_loses_nothing(server, monkeypatch):
    with no_doorbell(monkeypatch):
        message = post(1)

    def claim_and_die():
        delivery.claim(message.pk)
        os.kill(os.getpid(), signal.SIGKILL)

    assert wait(worker(claim_and_die)) == [-signal.SIGKILL]

    with clock.at(clock.now() + delivery.LEASE + timedelta(minutes=1)):
        tasks.deliver_waiting()
    message.refresh_from_db()
    assert (message.state, message.attempts) == (MessageState.SENT, 2)
    assert len(server.letters) == 1


def test_two_processes_that_post_one_occasion_write_one_message(server, monkeypatch):
    with no_doorbell(monkeypatch):
        wait(*[worker(lambda: post(1)) for _n in range(4)])

    assert Message.objects.count() == 1


@pytest.fixture
def dead_broker(monkeypatch):
    """Celery as in earnest, its broker at an address where nobody listens."""
    was = {
        name: app.conf[name]
        for name in ("task_always_eager", "broker_url", "broker_transport_options")
    }
    app.conf.update(
        task_always_eager=False,
        broker_url="redis://127.0.0.1:1/0",
        broker_transport_options={"max_retries": 1, "interval_start": 0},
    )
    forget_connections()
    monkeypatch.setattr(doorbell, "_broker", {"quiet_until": 0.0})
    yield
    app.conf.update(was)
    forget_connections()


def forget_connections():
    pools.reset()
    app._pool = app.amqp._producer_pool = None


def test_a_broker_that_is_down_fails_no_act_and_loses_no_message(server, dead_broker, caplog):
    messages = [post(n) for n in range(3)]

    assert caplog.text.count("Error calling") == 1  # the second and third did not try again
    assert {m.state for m in Message.objects.all()} == {MessageState.WAITING}

    tasks.deliver_waiting()
    assert {m.state for m in Message.objects.all()} == {MessageState.SENT}
    assert len(server.letters) == len(messages)


def test_a_broker_that_is_back_is_asked_again(server, dead_broker, monkeypatch):
    post(1)
    asked = []
    monkeypatch.setattr(tasks.deliver, "apply_async", lambda *args, **kwargs: asked.append(args))
    post(2)
    later = doorbell.time.monotonic() + doorbell.QUIET_SECONDS
    monkeypatch.setattr(doorbell.time, "monotonic", lambda: later)
    message = post(3)

    assert asked == [((message.pk,),)]
