"""What the optimiser costs, by hand: `python -m tests.performance.matching`.

Years without a database, asked in this process; what counts is CPU, since neighbours on a busy
machine only add to the time that passes.
"""

import sys
import time

from selection.matching import checking
from selection.matching.explaining import whys
from selection.matching.problem import Unsolvable, digest, pairs_as_data
from selection.matching.solving import SOLVER, solve
from tests.factories.matching import year_of

SIZES = ((30, 9, 3), (60, 15, 5), (120, 20, 4), (600, 60, 3))
HEAD = "| proposals × judges × readers | CPU s | passed s | load | groups | strangers | result |"
SEED = 3
MOST_SECONDS = 10  # of CPU, for the largest


def line(size, **rules):
    """One line of the table: solved, explained and looked at."""
    problem = year_of(*size, seed=SEED, **rules)
    cpu, begun = time.process_time(), time.perf_counter()
    try:
        pairs = solve(problem)
    except Unsolvable as refused:
        found = f"refused: {len(refused.troubles)} {refused.troubles[0].rule}"
        return f"| {size} | {time.process_time() - cpu:.2f} | | | | | {found} |"
    whys(problem, pairs)
    troubles = checking.troubles(problem, pairs)
    cpu, passed = time.process_time() - cpu, time.perf_counter() - begun
    loads = checking.loads_of(pairs).values()
    judges = len(problem.judges)
    kept = "kept" if cpu <= MOST_SECONDS and not troubles else "MISSED"
    return (
        f"| {size} | {cpu:.2f} | {passed:.2f} | {min(loads)}–{max(loads)} | "
        f"{len(checking.groups(pairs))} | {checking.strangers(pairs)} of "
        f"{judges * (judges - 1) // 2} | {digest(pairs_as_data(pairs))[:12]} {kept} |"
    )


def main():
    """The table, with the rules wished and with the rules asked for."""
    sys.stdout.write(f"{SOLVER}\n{HEAD}\n|---|---|---|---|---|---|---|\n")
    for size in SIZES:
        for is_asked in (False, True):
            sys.stdout.write(f"{line(size, expert=is_asked, outside=is_asked)}\n")


if __name__ == "__main__":
    main()
