"""Run the portal: web, worker and beat together, or one of them alone."""

import http.client
import socket
import sys
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from pyp_portal.papers.checks import TAG as PAPERS
from pyp_portal.serving.processes import Child, Supervisor

BIN = Path(sys.executable).parent
PARTS = ["web", "worker", "beat"]


class Command(BaseCommand):
    help = "Run web, worker and beat until Ctrl-C; a process that dies is started again."

    def add_arguments(self, parser):
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=int(settings.PORT))
        parser.add_argument("--workers", type=int, default=2, help="Web processes.")
        parser.add_argument("--threads", type=int, default=4, help="Threads of a web process.")
        parser.add_argument("--jobs", type=int, default=2, help="Jobs at the same time.")
        parser.add_argument("--queues", default="celery,papers", help="Which jobs it does.")
        parser.add_argument("--only", choices=PARTS, help="Run this part alone.")

    def handle(self, *, host, port, only, **options):
        parts = [only] if only else parts_of_now()
        if settings.READ_ONLY and parts != ["web"]:
            raise CommandError(f"With READ_ONLY set there is no {only}: it would write.")
        makers = {
            "web": lambda: web(host, port, options["workers"], options["threads"]),
            "worker": lambda: worker(options["jobs"], options["queues"]),
            "beat": beat,
        }
        if "web" in parts and is_taken(host, port):
            raise CommandError(f"Port {port} is taken; choose another, such as PORT={port + 1}.")
        if "worker" in parts:
            self.check(tags=[PAPERS], include_deployment_checks=True)
        self.asks = 0 if parts == PARTS else None
        Supervisor([makers[part]() for part in parts], self.tell).run(lambda: self.greet(port))
        self.tell("stopped")

    def tell(self, sentence):
        self.stdout.write(f"serve: {sentence}")
        self.stdout.flush()

    def greet(self, port):
        """Say once that everything is up, as soon as it is."""
        if self.asks is None:
            return
        self.asks += 1
        if is_ready(port):
            self.asks = None
            self.tell(f"the portal is ready at {settings.SITE_URL} (Ctrl-C stops it)")


def parts_of_now():
    """All of them; web alone while nothing may be written."""
    return ["web"] if settings.READ_ONLY else PARTS


def web(host, port, workers, threads):
    command = [
        str(BIN / "granian"),
        *("--interface", "wsgi", "--host", host, "--port", str(port)),
        *("--workers", str(workers), "--blocking-threads", str(threads)),
        *("--respawn-failed-workers", "--workers-kill-timeout", "5"),
        *("--log-level", "warning", "--no-ws", "--http", "1"),
        "pyp_portal.wsgi:application",
    ]
    return Child("web", command)


def celery(*words):
    """A command of Celery's; it warns of root, which a container of ours or a trial may be."""
    quiet = ["-W", "ignore:You're running the worker with superuser privileges"]
    level = settings.LOGGING["root"]["level"]
    command = [sys.executable, *quiet, "-m", "celery", "-q", "-A", "pyp_portal"]
    return [*command, *words, "--loglevel", level]


def worker(jobs, queues):
    alone = ["--without-gossip", "--without-mingle"]
    return Child("worker", celery("worker", "-c", str(jobs), "-Q", queues, *alone))


def beat():
    schedule = str(settings.VAR_DIR / "beat-schedule")
    return Child("beat", celery("beat", "--pidfile", "", "-s", schedule))


def is_taken(host, port):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return True
    return False


def is_ready(port):
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        link.request("GET", "/readyz")
        return link.getresponse().status == 200
    except OSError:
        return False
    finally:
        link.close()
