"""Whether a set of pairs keeps the rules, and whether its judges can be compared."""

from collections import Counter, defaultdict
from itertools import combinations

from selection.matching.problem import Trouble, bounds, is_outside, knows_theme


def readers_of(pairs):
    """{code of a proposal: numbers of those who read it}."""
    found = defaultdict(set)
    for number, code in pairs:
        found[code].add(number)
    return found


def loads_of(pairs):
    """{number of a seat: how many proposals it reads}."""
    return Counter(number for number, _code in pairs)


def groups(pairs):
    """The judges in groups that share proposals, directly or through others; largest first.

    One group means that the severity of any two of them can be compared.
    """
    found = []
    for readers in readers_of(pairs).values():
        apart = [group for group in found if not group & readers]
        found = [*apart, readers.union(*(group for group in found if group & readers))]
    return sorted(map(sorted, found), key=lambda group: (-len(group), group))


def strangers(pairs):
    """How many pairs of judges read no proposal in common."""
    judges = len(loads_of(pairs))
    met = {pair for who in readers_of(pairs).values() for pair in combinations(sorted(who), 2)}
    return judges * (judges - 1) // 2 - len(met)


def troubles(problem, pairs):
    """Every rule that these pairs break, by proposal and then by judge."""
    judges = {judge.number: judge for judge in problem.judges}
    readers, loads = readers_of(pairs), loads_of(pairs)
    found = []
    for issue in problem.issues:
        who = [judges[number] for number in sorted(readers[issue.code]) if number in judges]
        found += of_issue(problem, issue, who)
    if not problem.rules.everyone:
        for judge in problem.judges:
            found += _of_load(problem, judge, loads[judge.number])
    apart = groups(pairs)
    if len(apart) > 1:
        found.append(Trouble("comparable", count=len(apart), groups=tuple(map(tuple, apart))))
    return found


def of_issue(problem, issue, who):
    """What is wrong with these judges as the readers of one proposal."""
    rules, found = problem.rules, []
    for judge in who:
        if (judge.number, issue.code) in problem.blocked:
            found.append(Trouble("conflict", issue.code, judge.number))
    if len(who) < rules.readers:
        found.append(Trouble("readers", issue.code, count=len(who), needed=rules.readers))
    if rules.everyone:
        return found
    if rules.expert and issue.theme and not any(knows_theme(judge, issue) for judge in who):
        found.append(Trouble("expert", issue.code))
    if rules.outside and issue.region and not any(is_outside(judge, issue) for judge in who):
        found.append(Trouble("outside", issue.code))
    return [*found, *_of_agencies(problem, issue, who)]


def _of_agencies(problem, issue, who):
    """Two readers of one agency, unless both are kept; the later one is named."""
    found, seen = [], set()
    for judge in sorted(who, key=lambda judge: (judge.number, issue.code) not in problem.kept):
        is_kept = (judge.number, issue.code) in problem.kept
        if judge.agencies & seen and not is_kept:
            found.append(Trouble("agency", issue.code, judge.number))
        seen |= judge.agencies
    return found


def _of_load(problem, judge, load):
    least, most = bounds(problem, judge)
    if load > most:
        return [Trouble("ceiling", number=judge.number, count=load, needed=most)]
    if load < least:
        return [Trouble("floor", number=judge.number, count=load, needed=least)]
    return []
