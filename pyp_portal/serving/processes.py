"""Web, worker and beat as child processes: started, watched, started again, and all stopped.

Each child leads a process group of its own, so that its own workers go with it, and is told
by the kernel when this process dies, however it dies.
"""

import ctypes
import os
import signal
import subprocess
import time
from dataclasses import dataclass

PR_SET_PDEATHSIG = 1
GRACE = 10  # seconds that a child has to finish what it is doing
LONGEST_PAUSE = 30
STEADY = 60  # a child that ran this long had started well
_libc = ctypes.CDLL(None)


def die_with_parent():
    """Ask the kernel to end this process when its parent is gone."""
    _libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


@dataclass
class Child:
    """One program that has to be running."""

    name: str
    command: list
    process: subprocess.Popen | None = None
    started_at: float = 0.0
    failures: int = 0
    due_at: float = 0.0

    def start(self):
        self.started_at = time.monotonic()
        self.process = subprocess.Popen(
            self.command,
            start_new_session=True,
            preexec_fn=die_with_parent,
            stdin=subprocess.DEVNULL,
        )

    def has_ended(self):
        return self.process is not None and self.process.poll() is not None

    def bury(self):
        """Clear away what a dead child left behind (its workers may still hold the port)."""
        self.kill()
        self.process.wait()
        ran_well = time.monotonic() - self.started_at > STEADY
        self.failures = 0 if ran_well else self.failures + 1
        self.due_at = time.monotonic() + min(2**self.failures - 1, LONGEST_PAUSE)
        self.process = None

    def kill(self):
        """End the child and all that it started, at once."""
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            return


class Supervisor:
    """Keeps all children running until it is told to stop."""

    def __init__(self, children, tell):
        self.children = children
        self.tell = tell
        self.is_stopping = False

    def run(self, between):
        """Watch until a signal comes; ``between`` is called about twice a second."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self.stop_soon)
        if signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:  # not under nohup
            signal.signal(signal.SIGHUP, self.stop_soon)
        try:
            while not self.is_stopping:
                self.look_after()
                between()
                time.sleep(0.4)
        finally:
            self.stop()

    def stop_soon(self, number, frame):
        self.is_stopping = True

    def look_after(self):
        for child in self.children:
            if child.has_ended():
                self.tell(f"{child.name} ended with {child.process.returncode}; starting it again")
                child.bury()
            if child.process is None and time.monotonic() >= child.due_at:
                child.start()

    def stop(self):
        """End every child and everything it started; whoever does not listen is killed."""
        running = [child for child in self.children if child.process is not None]
        for child in running:
            child.process.terminate()  # the leader alone: it ends its own workers in order
        deadline = time.monotonic() + GRACE
        while any(not child.has_ended() for child in running) and time.monotonic() < deadline:
            time.sleep(0.1)
        for child in running:
            child.kill()
            child.process.wait()
