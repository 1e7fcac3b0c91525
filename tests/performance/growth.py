"""Whether a page costs the same at 100, 1,000 and 10,000 proposals, and its plans at more."""

from tests.performance.pages import GROWING

SIZES = (100, 1_000, 10_000)
FACTOR = 1.5


def costs(bench, size):
    """{page: (statements, times the floor)} at one size, all in one process."""
    bench.build(size)
    lines = (line.split("\t") for line in bench.lines("tests.performance.alone"))
    return {name: (int(count), float(cost)) for name, count, cost in lines}


def line(page, found):
    """One line: statements, times the floor at each size, and the last by the least."""
    counts, costs = zip(*(by_page[page.name] for by_page in found.values()), strict=True)
    grown = costs[-1] / min(costs)
    shown = " | ".join(f"{cost:.1f}" for cost in costs)
    verdict = "kept" if grown <= FACTOR else "GROWS"
    return f"| {page.name} | {counts[-1]} | {shown} | {grown:.2f} | {verdict} |"


def table(bench):
    """Every page at every size; a cost at the largest over the least is what has grown."""
    found = {size: costs(bench, size) for size in SIZES}
    names = " | ".join(f"{size:,}" for size in SIZES)
    head = f"| page, × floor | SQL | {names} | factor | |\n|---|{'---|' * (len(SIZES) + 3)}"
    return "\n".join([head, *(line(page, found) for page in GROWING)])


def plans(bench, size):
    """The statements that read the whole table of proposals at this size, in short texts."""
    bench.build(size, "--short", "--reviews-per=1")
    return report(bench.lines("tests.performance.plans"))


def report(found):
    """The sentence about the plans, and each statement that reads everything."""
    if not found:
        return f"No statement of the {len(GROWING)} pages reads the whole table of proposals."
    return "\n".join(["These statements read the whole table of proposals:", "", *found])
