"""A portal as in production on a database of its own, filled with a load year."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from tests.performance.measure import Site

ROOT = Path(__file__).resolve().parents[2]


def run(env, *words):
    """Run Python and give what it printed."""
    command = [sys.executable, *words]
    done = subprocess.run(command, cwd=ROOT, env=env, check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout


class Bench:
    """Where it is measured: a folder for each size, on SQLite with a database in it.

    Another ``database`` is emptied before each load year. With ``keep`` a load year that
    stands there already is measured as it is.
    """

    def __init__(self, folder, database="", keep=False):
        self.kind = database.split(":")[0] or "sqlite"
        self.folder, self.keep = folder.resolve(), keep
        self.env = os.environ | {
            "DJANGO_SETTINGS_MODULE": "tests.performance.settings",
            "DATABASE_URL": database,
            "SECRET_KEY": "only-for-the-benchmark-0123456789-abcdefghijklmnop",
            "DEBUG": "0",
        }
        if not database:
            del self.env["DATABASE_URL"]

    def build(self, proposals, *words):
        """A load year of this size; gives the paths and cookies of the pages."""
        folder = self.folder / str(proposals)
        self.env["VAR_DIR"] = str(folder)
        if not (self.keep and folder.exists()):
            self.fill(folder, f"--proposals={proposals}", *words)
        return dict(line.split("\t", 1) for line in self.lines("tests.performance.targets"))

    def fill(self, folder, *words):
        """An empty database with a load year in it."""
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        if self.kind != "sqlite":
            run(self.env, "-m", "tests.performance.emptied")
        run(self.env, "manage.py", "prepare")
        run(self.env, "manage.py", "seed_load", *words)

    def lines(self, module):
        """What a module prints, its lines with a tab."""
        return [line for line in run(self.env, "-m", module).splitlines() if "\t" in line]


def free_port():
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """granian on a local port, stopped with all its workers."""

    def __init__(self, env):
        self.port = free_port()
        self.process = subprocess.Popen(
            [
                sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1",
                "--port", str(self.port), "--workers", "2", "--no-ws",
                "pyp_portal.wsgi:application",
            ],
            cwd=ROOT, env=env, start_new_session=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def __enter__(self):
        for _ in range(300):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=1)
            except (urllib.error.URLError, OSError):
                time.sleep(0.2)
            else:
                return Site(self.port, self.process.pid)
        raise RuntimeError("the portal did not start")

    def __exit__(self, *exception):
        os.killpg(self.process.pid, signal.SIGTERM)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
