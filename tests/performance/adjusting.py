"""Prints what the analysis of the scores costs in the worker, one "what<TAB>figures" a line.

python -m tests.performance.adjusting

Sheets are drawn from a known kind: 5,000 proposals, 100 judges, 5 readers for each proposal.
"""

import sys
import time

import django

django.setup()

import numpy as np  # noqa: E402

from selection import analysis, severity  # noqa: E402

PROPOSALS, JUDGES, READERS, SEATS = 5000, 100, 5, 1500
CODES = [["D1", 15], ["D2", 20], ["D3", 25], ["D4", 15], ["D5", 10], ["D6", 15]]
TARGET = 2  # seconds of CPU
RUNS = 3


def snapshot():
    """A year of documents, as ``services.analysing.snapshot`` writes it."""
    chance = np.random.default_rng(2590)
    quality, strict = chance.normal(3.5, 0.6, PROPOSALS), chance.normal(0, 0.3, JUDGES)
    sheets = []
    for proposal in range(PROPOSALS):
        for judge in chance.choice(JUDGES, READERS, replace=False):
            drawn = chance.normal(quality[proposal] + strict[judge], 0.7, len(CODES))
            points = [float(x) for x in np.clip(np.rint(drawn), 1, 5)]
            sheets.append([proposal, int(judge), 2, points])
    stage = {"name": "doc", "share": 100, "least": [3] * PROPOSALS, "criteria": CODES}
    return {
        "version": 1,
        "basis": "doc",
        "seats": SEATS,
        "proposals": list(range(PROPOSALS)),
        "judges": list(range(JUDGES)),
        "settled": [],
        "confidence": [[2] * READERS] * PROPOSALS,
        "stages": [stage | {"sheets": sheets}],
    }


def cheapest(act):
    """The seconds of CPU of the cheapest of a few runs: neighbours only add."""
    costs = []
    for _each in range(RUNS):
        begun = time.process_time()
        act()
        costs.append(time.process_time() - begun)
    return min(costs)


def adjusted(inputs):
    """Adjusted scores with their intervals, from the sheets."""
    (table,) = analysis.tables_of(inputs)
    size = (PROPOSALS, JUDGES)
    fit = severity.fit(severity.Scores(table.proposal, table.judge, table.totals, *size))
    return fit.adjusted, fit.deviations()


def main():
    """One line for the scores, one for all that is stored."""
    inputs = snapshot()
    scores = cheapest(lambda: adjusted(inputs))
    whole = cheapest(lambda: analysis.analyse(inputs))
    verdict = "kept" if scores <= TARGET else "MISSED"
    of = f"{PROPOSALS:,} proposals x {JUDGES} judges x {READERS}"
    sys.stdout.write(f"adjusted scores, {of}\t{scores:.2f} of {TARGET} s CPU: {verdict}\n")
    sys.stdout.write(f"the same with chances and other choices\t{whole:.2f} s CPU\n")


if __name__ == "__main__":
    main()
