"""`make bench`: builds a load year, asks each page, prints what it costs against the floor.

    python -m tests.performance.bench [--proposals 10000] [--requests 60] [--runs 3]
    python -m tests.performance.bench --growth      the same pages at 100, 1,000 and 10,000
    python -m tests.performance.bench --plans 100000     the plans of all statements

Results are appended to docs/performance.md with the commit. CPU per request is what
the web processes used (user and system); the floor is asked right before each page.
"""

import argparse
import sys
from pathlib import Path

from tests.performance import growth, reports
from tests.performance.pages import PAGES
from tests.performance.portal import ROOT, Bench, Server

HEAD = (
    "| page | SQL (repeats) | CPU ms | × floor | p50 / p95 ms at 1 | p50 / p95 ms at 8 | kB | |\n"
    "|---|---|---|---|---|---|---|---|"
)

BOARD = next(page for page in PAGES if page.name == "board")


def line(site, targets, page, requests, runs):
    """One line of the table."""
    path, cookie = targets[page.name], targets.get(f"cookie:{page.who}", "")
    statements, repeats = site.statements(path, cookie)
    ratio, one, eight = site.against_floor(path, cookie, targets, page.asked(requests), runs)
    kept = ratio <= page.floors and statements <= page.statements
    return (
        f"| {page.name} | {statements} ({repeats}) | {one.cpu_ms:.1f} | {ratio:.1f} of "
        f"{page.floors} | {one.p50_ms:.0f} / {one.p95_ms:.0f} | {eight.p50_ms:.0f} / "
        f"{eight.p95_ms:.0f} | {one.size / 1024:.0f} | {'kept' if kept else 'MISSED'} |"
    )


def table(bench, proposals, requests, runs):
    """The table of the pages at one size, and below it what the acts cost."""
    targets = bench.build(proposals)
    with Server(bench.env) as site:
        rows = [line(site, targets, page, requests, runs) for page in PAGES]
    acts = bench.lines("tests.performance.acts") + bench.lines("tests.performance.adjusting")
    return "\n".join([HEAD, *rows, "", *(f"- {act}" for act in acts)])


def whole_board(bench, requests, runs):
    """The board of a year that stands on one page, with fifteen sheets of the documents each."""
    targets = bench.build(120, "--reviews-per=15")
    with Server(bench.env) as site:
        row = line(site, targets, BOARD, requests, runs)
    return f"120 proposals, 15 judges each, on one page:\n\n{HEAD}\n{row}"


def options():
    """What the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--proposals", type=int, default=10_000)
    parser.add_argument("--requests", type=int, default=60)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--growth", action="store_true")
    parser.add_argument("--plans", type=int, default=0)
    parser.add_argument("--database", default="", help="PostgreSQL; it is emptied.")
    parser.add_argument("--folder", type=Path, default=ROOT / "var/bench")
    parser.add_argument("--keep", action="store_true", help="Measure load years that stand.")
    return parser.parse_args()


def main():
    """Measure what was asked for and append the table to docs/performance.md."""
    asked = options()
    bench = Bench(asked.folder, asked.database, asked.keep)
    if asked.plans:
        title, text = f"plans at {asked.plans:,} short texts", growth.plans(bench, asked.plans)
    elif asked.growth:
        title, text = "growth", growth.table(bench)
    else:
        title = f"{asked.proposals:,} proposals"
        whole = table(bench, asked.proposals, asked.requests, asked.runs)
        text = f"{whole}\n\n{whole_board(bench, asked.requests, asked.runs)}"
    sys.stdout.write(reports.append(f"{title}, {bench.kind}", text))


if __name__ == "__main__":
    main()
