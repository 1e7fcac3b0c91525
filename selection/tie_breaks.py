"""Equal proposals put in order by declared steps (section 4.4, 7): no database, exact numbers."""

import hashlib
from dataclasses import dataclass
from fractions import Fraction

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from selection.kinds import ALWAYS_FIRST, DECLARED_TIES, ENDS_TIES, TieStep
from selection.scoring import FIRST_TIE, SECOND_TIE, placed, rounded

FIRST_CRITERION = "D1"


@dataclass(frozen=True)
class Broken:
    """How far the steps came: each with its numbers, the groups now, and what is waited for."""

    steps: list
    groups: list
    waits_for: str = ""


def declared_ties():
    """The steps after rule 7 that a plan declares unless it says otherwise."""
    return [str(step) for step in DECLARED_TIES]


def known_ties(steps):
    """Refuse steps nobody knows, a step twice, rule 7 again, or an order that may never end."""
    allowed = set(TieStep.values) - {str(step) for step in ALWAYS_FIRST}
    if not isinstance(steps, list) or set(steps) - allowed or len(set(steps)) != len(steps):
        raise ValidationError(_("Choose each step once."))
    if not steps or steps[-1] not in ENDS_TIES:
        raise ValidationError(_("The last step must always decide: a casting vote or a draw."))
    if set(steps[:-1]) & ENDS_TIES:
        raise ValidationError(_("Nothing can follow a casting vote or a draw."))


def split(groups, values):
    """Each group parted by its values, the higher first; equal ones stay together."""
    parted = []
    for group in groups:
        for value in sorted({values[key] for key in group}, reverse=True):
            parted.append(sorted(key for key in group if values[key] == value))
    return parted


def is_open(groups):
    """True while somebody is still equal to another."""
    return any(len(group) > 1 for group in groups)


def execute(keys, steps, values):
    """Take the steps in their order until nobody is equal or a step has no numbers yet.

    ``values`` is {step: {key: number}} for the steps whose numbers are known.
    """
    groups, taken = [sorted(keys)], []
    for step in steps:
        if not is_open(groups):
            break
        if step not in values:
            return Broken(taken, groups, step)
        groups = split(groups, values[step])
        taken.append({"step": step, "values": shown(values[step], keys), "groups": groups})
    return Broken(taken, groups)


def shown(values, keys):
    """The numbers of a step as they are kept and printed: two decimals, whole ones as they are."""
    return {key: _text(values[key]) for key in sorted(keys)}


def told(step):
    """The numbers of a step as people read them: of a casting vote the places, 1 the first."""
    values = step["values"]
    if step["step"] != TieStep.CASTING:
        return values
    best = max(map(int, values.values())) + 1
    return {key: str(best - int(value)) if int(value) else "–" for key, value in values.items()}


def _text(value):
    return str(value) if isinstance(value, int) else str(rounded(value))


def of_means(means_of, totals, pass_mark):
    """The numbers of the steps that arithmetic decides.

    ``means_of`` is {key: exact means by criterion}, ``totals`` {key: totals of its counted
    sheets}.
    """

    def summed(codes):
        return {
            key: sum((means.get(code, Fraction(0)) for code in codes), Fraction(0))
            for key, means in means_of.items()
        }

    above = {key: sum(total >= pass_mark for total in totals.get(key, ())) for key in means_of}
    return {
        TieStep.D3_P3: summed(FIRST_TIE),
        TieStep.D2_P1: summed(SECOND_TIE),
        TieStep.FIRST: summed((FIRST_CRITERION,)),
        TieStep.ABOVE: above,
    }


def lots(seed, keys):
    """A lot for each key, drawn from a printed seed: SHA-256 of "seed:key"; the highest wins."""
    return {key: int(hashlib.sha256(f"{seed}:{key}".encode()).hexdigest()[:12], 16) for key in keys}


def ordered(standings, places):
    """The standings with those tie-breaks in them that settled who is equal now.

    ``places`` is {key: (tie-break, place in it)}; one that covers a group only in part, or
    was made for other company, changes nothing.
    """
    found, start = [], 0
    while start < len(standings):
        group = _equal_from(standings, start)
        found += _put_in_order(group, places)
        start += len(group)
    return found


def _equal_from(standings, start):
    rank = standings[start].rank
    if rank is None:
        return standings[start:]
    return [s for s in standings[start:] if s.rank == rank]


def _put_in_order(group, places):
    if len(group) < 2 or group[0].rank is None:
        return group
    known = [places.get(standing.key) for standing in group]
    if None in known or len({tie for tie, _place in known}) > 1:
        return group
    by_place = sorted(group, key=lambda standing: places[standing.key][1])
    return [placed(s, group[0].rank + n, is_tied=False) for n, s in enumerate(by_place)]
