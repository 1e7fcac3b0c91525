"""Measures one page of a running portal: CPU, time, bytes, statements."""

import http.client
import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

TICKS = 100  # clock ticks a second in /proc on Linux


def process_tree(pid):
    """The process and all below it."""
    children = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        children.setdefault(int(fields[1]), []).append(int(stat.parent.name))
    found, queue = [], [pid]
    while queue:
        one = queue.pop()
        found.append(one)
        queue += children.get(one, [])
    return found


def cpu_seconds(pid):
    """User and system time that the process and its children have used so far."""
    total = 0
    for one in process_tree(pid):
        try:
            fields = (Path("/proc") / str(one) / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        total += int(fields[11]) + int(fields[12])
    return total / TICKS


@dataclass(frozen=True)
class Reading:
    """What one page cost."""

    cpu_ms: float
    p50_ms: float
    p95_ms: float
    size: int


class Site:
    """A portal on a local port, asked as one signed-in person."""

    def __init__(self, port, pid):
        self.port, self.pid = port, pid

    def get(self, path, cookie="", **asked):
        """One request: seconds, status, headers, body."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=600)
        start = time.perf_counter()
        connection.request("GET", path, headers={"Cookie": cookie, **asked})
        response = connection.getresponse()
        body = response.read()
        connection.close()
        headers = {name.lower(): value for name, value in response.getheaders()}
        return time.perf_counter() - start, response.status, headers, body

    def statements(self, path, cookie):
        """How many statements the page needs once it is warm, and how many repeat another."""
        for _each in range(8):  # every worker keeps what it has counted
            self.get(path, cookie)
        status, headers = self.get(path, cookie, **{"X-Count": "1"})[1:3]
        if status != 200:
            raise RuntimeError(f"{path} answered {status}")
        return int(headers["x-statements"]), int(headers["x-repeats"])

    def read(self, path, cookie, requests, at_once):
        """Ask ``requests`` times, ``at_once`` together."""
        before = cpu_seconds(self.pid)
        with ThreadPoolExecutor(at_once) as pool:
            answers = list(pool.map(lambda _: self.get(path, cookie), range(requests)))
        cpu = cpu_seconds(self.pid) - before
        wrong = {status for _, status, _, _ in answers} - {200}
        if wrong:
            raise RuntimeError(f"{path} answered {wrong}")
        times = sorted(1000 * seconds for seconds, *_ in answers)
        return Reading(
            1000 * cpu / requests,
            statistics.median(times),
            times[int(0.95 * (len(times) - 1))],
            len(answers[0][3]),
        )

    def against_floor(self, path, cookie, targets, requests, runs, at_once=8):
        """What a page costs in floors (the median), with readings alone and ``at_once``."""
        floor_path, floor_cookie = targets["floor"], targets["cookie:staff"]
        self.read(path, cookie, max(requests // 3, 2), 1)
        found = []
        for _ in range(runs):
            floor = self.read(floor_path, floor_cookie, requests * 5, 1)
            alone = self.read(path, cookie, requests, 1)
            crowd = self.read(path, cookie, requests, at_once) if at_once else None
            found.append((alone.cpu_ms / max(floor.cpu_ms, 0.05), alone, crowd))
        return sorted(found, key=lambda one: one[0])[runs // 2]
