"""Why this judge reads this proposal: the facts that speak for it, the strongest first."""

from selection.matching.problem import is_outside, knows_region, knows_theme

SCORED, KEPT, THEME, REGION, OUTSIDE = "scored", "kept", "theme", "region", "outside"
EVERYONE, LOAD = "everyone", "load"


def why(problem, judge, issue):
    """The reasons as words for ``words.reasons``; never empty."""
    pair = (judge.number, issue.code)
    facts = {
        SCORED: pair in problem.scored,
        KEPT: pair in problem.present and pair not in problem.scored,
        EVERYONE: problem.rules.everyone,
        THEME: bool(issue.theme) and knows_theme(judge, issue),
        REGION: bool(issue.region) and knows_region(judge, issue),
        OUTSIDE: bool(issue.region) and is_outside(judge, issue),
    }
    return [word for word, is_true in facts.items() if is_true] or [LOAD]


def whys(problem, pairs):
    """{pair: its reasons} for all pairs of a result."""
    judges = {judge.number: judge for judge in problem.judges}
    issues = {issue.code: issue for issue in problem.issues}
    return {
        (number, code): why(problem, judges[number], issues[code]) for number, code in sorted(pairs)
    }
