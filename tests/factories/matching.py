"""Problems for the optimiser, drawn by a seed: years of judges and proposals."""

from random import Random

from selection.matching.problem import Issue, Judge, Problem, Rules

THEMES = [f"T{number}" for number in range(8)]
REGIONS = [f"R{number}" for number in range(6)]


def year_of(proposals, judges, readers, *, seed=0, conflicts=0.12, themes=8, **rules):
    """A year of this size; one pair in eight has a conflict unless told otherwise."""
    luck = Random(seed)
    limits = {"floor": proposals * readers // judges - 1, "expert": False, "outside": False}
    limits["ceiling"] = limits["floor"] + 3
    seats = tuple(_judge(luck, number, judges, THEMES[:themes]) for number in range(1, judges + 1))
    issues = tuple(_issue(luck, number, THEMES[:themes]) for number in range(1, proposals + 1))
    return Problem(
        judges=seats,
        issues=issues,
        rules=Rules(readers, **(limits | rules)),
        blocked=frozenset(
            (judge.number, issue.code)
            for judge in seats
            for issue in issues
            if luck.random() < conflicts
        ),
        seed=seed,
    )


def _judge(luck, number, judges, known):
    return Judge(
        number,
        agencies=frozenset([f"A{luck.randrange(judges)}"]),
        themes=frozenset(luck.sample(known, 2)),
        regions=frozenset(luck.sample(REGIONS, 2)),
        home=frozenset([luck.choice(REGIONS)]),
    )


def _issue(luck, number, known):
    return Issue(f"P68-{number:04}", luck.choice(known), luck.choice(REGIONS))


def judge(number, **facts):
    """A judge; ``themes="T1 T2"`` and the like stand for sets of words."""
    return Judge(
        number,
        **{
            name: frozenset(value.split()) if isinstance(value, str) else value
            for name, value in facts.items()
        },
    )


def simple(judges, issues, *, blocked=(), **facts):
    """A problem of a few judges and proposals; rules by name, all wishes unless asked for."""
    names = {"expert": False, "outside": False}
    names |= {name: facts.pop(name) for name in list(facts) if name in Rules.__annotations__}
    seats = tuple(Judge(number) if isinstance(number, int) else number for number in judges)
    asked = tuple(Issue(code) if isinstance(code, str) else code for code in issues)
    return Problem(seats, asked, Rules(**names), frozenset(blocked), **facts)
