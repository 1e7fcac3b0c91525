"""The last evening: agencies with four writers each, one autosave every 15 seconds from each.

    python -m tests.performance.autosaving [--seconds 180] [--rate 40] [--agencies 150]
    python -m tests.performance.autosaving --database postgres://… [--knee]

Started by hand. `manage.py serve` runs as in production on an empty database with drafts. Requests
come by the clock, whether the ones before were answered or not; the time of one counts from
when it was due. Afterwards every text that was acknowledged is compared with what stands.
With `--knee` the rate grows until p95 passes 500 ms or a save fails. The tables are appended
to docs/performance.md.
"""

import argparse
import http.client
import itertools
import json
import os
import shutil
import signal
import statistics
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from tests.performance import reports
from tests.performance.measure import cpu_seconds
from tests.performance.portal import ROOT, Bench, free_port, run

TARGET_MS = 500
TOKEN = "t" * 32
TEXT = "หน่วยงานในตำบลร่วมกันคิด ทดลองทำ และวัดผลกับประชาชน " * 10
HEAD = (
    "| saves/s asked | done | p50 ms | p95 ms | slowest ms | CPU ms a save | failed | lost | |\n"
    "|---|---|---|---|---|---|---|---|---|"
)


@dataclass
class Writer:
    """One person at one field, who goes on typing."""

    address: str
    cookie: str
    key: str
    tab: str
    turn: int = 0
    stands: str = ""
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def code(self):
        return self.address.split("/")[2]

    def save(self, port):
        """Type a word more and save; the status of the answer."""
        with self.lock:
            self.turn += 1
            text = f"{TEXT}{self.turn}"
            sent = {"version": 1, "_tab": self.tab, "_turn": self.turn, "_q": self.key}
            status, body = post(port, self.address, self.cookie, sent | {self.key: text})
            if status == 200 and self.key in json.loads(body)["saved"]:
                self.stands = text
            return status


def post(port, address, cookie, values):
    """One request over a line of its own."""
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {
        "Cookie": cookie,
        "X-CSRFToken": TOKEN,
        "Accept": "application/json",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    try:
        link.request("POST", address, urlencode(values), headers)
        answer = link.getresponse()
        return answer.status, answer.read()
    except OSError:
        return 0, b""
    finally:
        link.close()


def get(port, path):
    """The status of a page; 0 where nobody answers."""
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        link.request("GET", path)
        return link.getresponse().status
    except OSError:
        return 0
    finally:
        link.close()


class Served:
    """`manage.py serve`, stopped with all its children."""

    def __init__(self, env):
        self.port = free_port()
        command = [sys.executable, "manage.py", "serve", "--port", str(self.port)]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self.process = subprocess.Popen(command, cwd=ROOT, env=env, start_new_session=True, **quiet)

    def __enter__(self):
        for _each in range(600):
            if get(self.port, "/readyz") == 200:
                return self
            time.sleep(0.5)
        raise RuntimeError("the portal did not start")

    def __exit__(self, *exception):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(40)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)


def ask(served, writers, rate, seconds):
    """Saves by the clock: milliseconds from when each was due, and the codes of the answers."""
    start = time.perf_counter()

    def one(number):
        due = start + number / rate
        time.sleep(max(0, due - time.perf_counter()))
        status = next(writers).save(served.port)
        return 1000 * (time.perf_counter() - due), status

    with ThreadPoolExecutor(min(256, 4 * rate)) as pool:
        answers = list(pool.map(one, range(int(rate * seconds))))
    return answers, time.perf_counter() - start


def line(served, people, rate, seconds, env):
    """One line of the table, and whether all of it was kept."""
    before = cpu_seconds(served.process.pid)
    answers, took = ask(served, itertools.cycle(people), rate, seconds)
    cpu = 1000 * (cpu_seconds(served.process.pid) - before) / len(answers)
    times = sorted(ms for ms, _status in answers)
    p50, p95 = statistics.median(times), times[int(0.95 * (len(times) - 1))]
    failed, lost = sum(status != 200 for _ms, status in answers), missing(people, env)
    kept = p95 <= TARGET_MS and not failed and not lost
    return (
        f"| {rate} | {len(answers) / took:.1f}/s | {p50:.0f} | {p95:.0f} | {times[-1]:.0f} | "
        f"{cpu:.1f} | {failed} | {lost} | {'kept' if kept else 'MISSED'} |"
    ), kept


def missing(people, env):
    """How many acknowledged texts do not stand."""
    rows = [row.split("\t") for row in run(env, "-m", WRITERS, "--read").splitlines()]
    stands = {(code, key): text for code, key, text in rows}
    return sum(bool(w.stands) and stands[w.code, w.key] != w.stands for w in people)


WRITERS = "tests.performance.writers"


def options():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rate", type=int, default=40)
    parser.add_argument("--seconds", type=int, default=180)
    parser.add_argument("--agencies", type=int, default=150)
    parser.add_argument("--knee", action="store_true")
    parser.add_argument("--database", default="", help="PostgreSQL; it is emptied.")
    parser.add_argument("--folder", type=Path, default=ROOT / "var/bench-saving")
    return parser.parse_args()


def prepared(wanted):
    """An empty portal with its drafts and writers."""
    bench = Bench(wanted.folder, wanted.database)
    env = bench.env | {"VAR_DIR": str(bench.folder), "LOG_LEVEL": "ERROR"}
    shutil.rmtree(bench.folder, ignore_errors=True)
    bench.folder.mkdir(parents=True)
    if bench.kind != "sqlite":
        run(env, "-m", "tests.performance.emptied")
    run(env, "manage.py", "prepare")
    rows = run(env, "-m", WRITERS, f"--agencies={wanted.agencies}").splitlines()
    people = [Writer(*row.split("\t"), tab=f"tab{n}") for n, row in enumerate(rows)]
    return bench.kind, env, people


def main():
    wanted = options()
    kind, env, people = prepared(wanted)
    with Served(env) as served:
        ask(served, itertools.cycle(people), 10, 5)  # warm
        row, kept = line(served, people, wanted.rate, wanted.seconds, env)
        rows, rate = [row], wanted.rate
        while wanted.knee and kept:
            rate += 20
            row, kept = line(served, people, rate, 30, env)
            rows.append(row)
    title = f"autosave of {len(people)} writers, {os.cpu_count()} cores, {kind}"
    sys.stdout.write(reports.append(title, "\n".join([HEAD, *rows])))


if __name__ == "__main__":
    main()
