"""`make bench`: builds a load year, asks each page, prints what it costs against the floor.

    python -m tests.performance.bench [--proposals 10000] [--requests 60] [--runs 3]

Results are appended to docs/performance.md with the commit. CPU per request is what
the web processes used (user and system); the floor is asked right before each page.
"""

import argparse
import os
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from tests.performance.measure import Site

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Page:
    """A page, who asks for it, and the most it may cost at 10,000 proposals."""

    name: str
    who: str
    floors: int
    statements: int
    share: float = 1.0  # of the requests asked for: a slow page is asked less often


PAGES = (
    Page("call", "", 5, 6),
    Page("list", "staff", 25, 15),
    Page("search", "staff", 25, 15),
    Page("detail", "staff", 20, 20),
    Page("score_form", "member", 25, 20),
    Page("board", "secretary", 30, 20, 0.05),
)


def environment(database):
    """The variables of a portal as in production, on a database of its own."""
    folder = ROOT / "var/bench"
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.performance.settings",
        "VAR_DIR": str(folder),
        "DATABASE_URL": database,
        "SECRET_KEY": "only-for-the-benchmark-0123456789-abcdefghijklmnop",
        "DEBUG": "0",
    }


def run(env, *words):
    """Run Python and give what it printed."""
    command = [sys.executable, *words]
    done = subprocess.run(command, cwd=ROOT, env=env, check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout


def build(env, proposals):
    """The database with its load year; gives the paths and cookies of the pages."""
    run(env, "manage.py", "prepare")
    run(env, "manage.py", "seed_load", f"--proposals={proposals}")
    lines = run(env, "-m", "tests.performance.targets").splitlines()
    return dict(line.split("\t", 1) for line in lines if "\t" in line)


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
        for _ in range(100):
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


def measure(site, targets, page, requests, runs):
    """One line of the table."""
    path, cookie = targets[page.name], targets.get(f"cookie:{page.who}", "")
    requests = max(int(requests * page.share), 3)
    floor_path, floor_cookie = targets["floor"], targets["cookie:staff"]
    statements, repeats = site.statements(path, cookie)
    site.read(path, cookie, max(requests // 3, 1), 1)
    ratios, readings = [], []
    for _ in range(runs):
        floor = site.read(floor_path, floor_cookie, requests * 5, 1)
        one = site.read(path, cookie, requests, 1)
        ratios.append(one.cpu_ms / max(floor.cpu_ms, 0.05))
        readings.append((one, site.read(path, cookie, requests, 8)))
    one, eight = sorted(readings, key=lambda pair: pair[0].cpu_ms)[runs // 2]
    ratio = statistics.median(ratios)
    kept = ratio <= page.floors and statements <= page.statements
    return (
        f"| {page.name} | {statements} ({repeats}) | {one.cpu_ms:.1f} | {ratio:.1f} of "
        f"{page.floors} | {one.p50_ms:.0f} / {one.p95_ms:.0f} | {eight.p50_ms:.0f} / "
        f"{eight.p95_ms:.0f} | {one.size / 1024:.0f} | {'kept' if kept else 'MISSED'} |"
    )


HEAD = (
    "| page | SQL (repeats) | CPU ms | × floor | p50 / p95 ms at 1 | p50 / p95 ms at 8 | kB | |\n"
    "|---|---|---|---|---|---|---|---|"
)


def commit():
    """The short name of what was measured."""
    git = shutil.which("git")
    command = [git, "rev-parse", "--short", "HEAD"]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout


def main():
    """Measure all pages and append the table to docs/performance.md."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--proposals", type=int, default=10_000)
    parser.add_argument("--requests", type=int, default=60)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--database", default=f"sqlite:///{ROOT}/var/bench/load.sqlite3")
    options = parser.parse_args()
    shutil.rmtree(ROOT / "var/bench", ignore_errors=True)
    (ROOT / "var/bench").mkdir(parents=True)
    env = environment(options.database)
    targets = build(env, options.proposals)
    with Server(env) as site:
        rows = [measure(site, targets, page, options.requests, options.runs) for page in PAGES]
    kind = options.database.split(":")[0]
    title = f"\n## {commit().strip()}, {options.proposals:,} proposals, {kind}\n\n"
    table = title + "\n".join([HEAD, *rows]) + "\n"
    with (ROOT / "docs/performance.md").open("a", encoding="utf-8") as file:
        file.write(table)
    sys.stdout.write(table)


if __name__ == "__main__":
    main()
