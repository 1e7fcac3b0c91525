"""Whether a page costs the same at 100, 1,000 and 10,000 proposals, and its plans at more."""

from tests.performance.pages import GROWING
from tests.performance.portal import Server

SIZES = (100, 1_000, 10_000)
FACTOR = 1.5


def ratios(bench, size, requests, runs):
    """{page: times the floor} at one size."""
    targets = bench.build(size)
    with Server(bench.env) as site:
        return {
            page.name: site.against_floor(
                targets[page.name],
                targets.get(f"cookie:{page.who}", ""),
                targets,
                page.asked(requests),
                runs,
                at_once=0,
            )[0]
            for page in GROWING
        }


def line(page, found):
    """One line: times the floor at each size, and the largest by the smallest."""
    costs = [by_page[page.name] for by_page in found.values()]
    grown = costs[-1] / min(costs)
    shown = " | ".join(f"{cost:.1f}" for cost in costs)
    return f"| {page.name} | {shown} | {grown:.2f} | {'kept' if grown <= FACTOR else 'GROWS'} |"


def table(bench, requests, runs):
    """Every page at every size; a cost at the largest over the least is what has grown."""
    found = {size: ratios(bench, size, requests, runs) for size in SIZES}
    names = " | ".join(f"{size:,}" for size in SIZES)
    head = f"| page, × floor | {names} | factor | |\n|---|{'---|' * (len(SIZES) + 2)}"
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
