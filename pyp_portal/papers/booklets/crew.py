"""The warm processes that make the parts of booklets, from outside.

Each is started afresh, not forked, with next to no environment, and is asked one thing at a
time through its pipes. One that takes too long or dies is put away; its part fails alone.
"""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from queue import LifoQueue
from threading import Timer

from django.conf import settings

HANDS = min(2, len(os.sched_getaffinity(0)))
PATIENCE = 600  # seconds for one answer; the processor stops a document long before
ANSWERS = 300  # of one process, before it makes room for a fresh one
KEPT = ("PATH", "LANG", "LC_ALL", "TMPDIR", "LD_LIBRARY_PATH", "FONTCONFIG_FILE")
ROOM = "pyp_portal.papers.booklets"


class Failed(Exception):
    """What was asked for could not be made."""


class Hand:
    """One warm process, started when it is first asked."""

    def __init__(self, trade="renderer"):
        self.command = [sys.executable, "-m", f"{ROOM}.{trade}"]
        self.process, self.answers = None, 0

    def ask(self, do, patience=PATIENCE, **facts):
        """Its answer; Failed where it refuses, dies or takes too long."""
        process = self._ready()
        timer = Timer(patience, process.kill)
        timer.start()
        try:
            process.stdin.write(json.dumps({"do": do, **facts}) + "\n")
            process.stdin.flush()
            answer = json.loads(process.stdout.readline() or "null")
        except OSError:
            answer = None
        finally:
            timer.cancel()
        self.answers += 1
        return self._checked(answer)

    def _checked(self, answer):
        if answer is None:
            self.stop()
            raise Failed("It took too long, or needed too much memory.")
        if "error" in answer:
            raise Failed(answer["error"])
        return answer

    def _ready(self):
        if self.answers >= ANSWERS:
            self.stop()
        if self.process is None:
            self.answers = 0
            self.process = subprocess.Popen(
                self.command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                cwd=settings.BASE_DIR,
                env={name: os.environ[name] for name in KEPT if name in os.environ},
            )
        return self.process

    def stop(self):
        """End the process; the next question starts a fresh one."""
        if self.process is None:
            return
        process, self.process = self.process, None
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            with suppress(OSError):  # what was not read to the end
                pipe.close()


class Crew:
    """Some hands that work side by side; all are put away at the end, whatever happens."""

    def __init__(self):
        self.hands = [Hand() for _each in range(HANDS)]

    def __enter__(self):
        self.free = LifoQueue()  # few parts need one process
        for hand in self.hands:
            self.free.put(hand)
        self.threads = ThreadPoolExecutor(len(self.hands))
        return self

    def __exit__(self, *_why):
        for hand in self.hands:
            hand.stop()
        self.threads.shutdown(cancel_futures=True)
        for hand in self.hands:
            hand.stop()

    def ask(self, do, **facts):
        """Ask whichever hand is free first, and wait for it."""
        hand = self.free.get()
        try:
            return hand.ask(do, **facts)
        finally:
            self.free.put(hand)

    def soon(self, do, **facts):
        """The same beside others: a future of the answer."""
        return self.threads.submit(self.ask, do, **facts)
