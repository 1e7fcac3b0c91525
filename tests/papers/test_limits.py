"""S16: one document takes only so much of a worker, and the next one is made."""

import contextlib
import signal
import threading
import time

import pytest

from pyp_portal.papers import limits, making, rendering, tasks
from pyp_portal.papers.jobs import State
from pyp_portal.papers.models import Paper
from tests.factories.papers import PaperFactory

pytestmark = pytest.mark.django_db
WORKING = '<html lang="th"><title>ก</title><p>ก</p></html>'


def busy(seconds):
    """Work for so many seconds of the processor, as a renderer that swallows what it can."""
    until = time.process_time() + seconds
    while time.process_time() < until:
        with contextlib.suppress(Exception):
            sum(range(1000))


def test_s16_a_document_of_too_many_letters_is_not_begun(monkeypatch):
    rendering.prove_thai()
    monkeypatch.setattr(rendering, "HTML", None)
    with pytest.raises(limits.TooMuch, match="1,500,001 letters; 1,500,000 are allowed"):
        rendering.render("ก" * 1_500_001)


def test_s16_work_without_end_is_stopped_after_seconds_of_work(monkeypatch):
    monkeypatch.setattr(limits, "SECONDS", 0.05)
    before = signal.getsignal(signal.SIGPROF)
    began = time.process_time()
    with pytest.raises(limits.TooMuch, match=r"more than 0\.05 seconds"), limits.within(""):
        busy(20)
    assert time.process_time() - began < 5
    assert signal.getsignal(signal.SIGPROF) == before
    assert signal.getitimer(signal.ITIMER_PROF) == (0, 0)


def test_s16_a_document_that_waits_is_not_stopped(monkeypatch):
    monkeypatch.setattr(limits, "SECONDS", 0.05)
    with limits.within(""):
        time.sleep(0.2)


def test_s16_beside_the_first_thread_only_memory_and_letters_are_bounded(monkeypatch):
    monkeypatch.setattr(limits, "SECONDS", 0.01)
    done = []

    def work():
        with limits.within(""):
            busy(0.05)
        done.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == [True]


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (lambda **_: busy(20), "TooMuch: The document takes more than 0.05 seconds to make."),
        (
            lambda **_: bytearray(64 * 2**30),
            "TooMuchMemory: The document takes more than 1536 MB of memory.",
        ),
    ],
)
def test_s16_what_takes_too_much_fails_at_once_and_the_next_is_made(monkeypatch, harm, words):
    rendering.prove_thai()
    bad, good = PaperFactory(html=WORKING), PaperFactory(html=WORKING)
    with monkeypatch.context() as poisoned:
        poisoned.setattr(limits, "SECONDS", 0.05)
        poisoned.setattr(rendering, "HTML", harm)
        with pytest.raises(limits.TooMuch):
            tasks.make(bad.pk)
    tasks.make(good.pk)
    bad.refresh_from_db()
    good.refresh_from_db()
    assert (bad.state, bad.attempts, bad.claimed_at, bad.error) == (State.FAILED, 1, None, words)
    assert (good.state, good.error) == (State.MADE, "")
    assert list(making.due(Paper)) == []
