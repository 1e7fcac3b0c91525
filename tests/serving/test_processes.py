"""Children are started, started again, and leave nothing behind."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from pyp_portal.serving import processes
from pyp_portal.serving.processes import Child, Supervisor

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]
DEAF = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)"


def wait_until(holds, patience=15):
    deadline = time.monotonic() + patience
    while not holds():
        assert time.monotonic() < deadline, "it never came"
        time.sleep(0.05)


def is_running(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")")[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.fixture
def said():
    return []


@pytest.fixture
def supervisor(said):
    kept = Supervisor([Child("sleeper", SLEEP)], said.append)
    kept.look_after()
    yield kept
    kept.stop()


def test_a_child_that_died_is_started_again(supervisor, said):
    first = supervisor.children[0].process
    first.kill()
    first.wait()

    supervisor.look_after()
    wait_until(lambda: supervisor.look_after() or supervisor.children[0].process)

    assert said == ["sleeper ended with -9; starting it again"]
    assert supervisor.children[0].process.pid != first.pid


def test_one_that_dies_again_and_again_is_given_longer_and_longer_pauses(supervisor):
    (child,) = supervisor.children
    pauses = []
    for _time in range(7):
        child.bury()
        pauses.append(round(child.due_at - time.monotonic()))
        child.start()

    assert pauses == [1, 3, 7, 15, 30, 30, 30]


def test_whoever_does_not_listen_is_killed(monkeypatch, said):
    monkeypatch.setattr(processes, "GRACE", 0.5)
    supervisor = Supervisor([Child("deaf", [sys.executable, "-c", DEAF])], said.append)
    supervisor.look_after()
    time.sleep(0.3)

    supervisor.stop()

    assert supervisor.children[0].process.returncode in (-signal.SIGKILL, -signal.SIGTERM)


PARENT = """
    import sys, time
    from pyp_portal.serving.processes import Child, Supervisor
    child = Child("sleeper", [sys.executable, "-c", "import time; time.sleep(60)"])
    supervisor = Supervisor([child], print)
    supervisor.run(lambda: print(child.process.pid, flush=True))
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_nothing_is_left_however_it_ends(number):
    """Even killed outright: the kernel tells the children."""
    parent = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(PARENT)], stdout=subprocess.PIPE, text=True
    )
    with parent:
        child = int(parent.stdout.readline())
        assert is_running(child)
        os.kill(parent.pid, number)

    wait_until(lambda: not is_running(child))
