"""The analysis of a year's scores, from a snapshot to numbers: no database, no clock, no luck.

The same snapshot gives the same numbers: what is drawn is drawn from a seed made of it.
The official order stays what the announced rule says; all else here is advice.
"""

import hashlib
import json

import numpy as np

from selection import sensitivity, severity
from selection.kinds import Zone

WIDE = 2  # levels apart in one criterion: a reason to talk
LITTLE = 1  # "Little" sure of these points
SURE, UNSURE = 0.9, 0.1
EIGHTY = 1.2815515655446004  # standard deviations on each side of 80 %
DRAWS, FEW_DRAWS, MANY = 4000, 800, 500
BLOCK = 200  # worlds at once


def canonical(value):
    """The one way in which a value is written: keys sorted, nothing between."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest(value):
    """SHA-256 of the canonical writing."""
    return hashlib.sha256(canonical(value).encode()).hexdigest()


def analyse(inputs):
    """All numbers of one snapshot: estimates by proposal, judges by stage, variants.

    ``inputs`` are as ``services.analysing.snapshot`` writes them.
    """
    size, tables = len(inputs["proposals"]), tables_of(inputs)
    seats = inputs["seats"]
    official = _official(inputs, tables, size)
    if not len(official.order):
        return {"basis": inputs["basis"], "estimates": [], "stages": {}, "variants": []}
    fits = [_fit(table) for table in tables]
    adjusted, deviation = _combined(tables, fits, official.order)
    chance = _chances(tables, fits, official.order, seats, digest(inputs))
    tried = _tried(inputs, tables, official, adjusted, seats)
    decided = sensitivity.decided_by_one(tables, size, official, seats)
    places = len(adjusted) + 1 - np.searchsorted(np.sort(adjusted), adjusted, side="right")
    spreads, wide = _spreads(tables, size), _wide(tables, size)
    return {
        "basis": inputs["basis"],
        "estimates": [
            {
                "proposal": inputs["proposals"][place],
                "rank": number + 1,
                "final": _two(official.finals[place]),
                "spread": _two(spreads[place]),
                "wide": wide[place],
                "unsure": _is_unsure(inputs["confidence"][place]),
                "adjusted": _two(adjusted[number]),
                "low": _two(adjusted[number] - EIGHTY * deviation[number]),
                "high": _two(adjusted[number] + EIGHTY * deviation[number]),
                "chance": round(float(chance[number]), 3),
                "zone": zone_of(chance[number], number < seats),
                "rank_adjusted": int(places[number]),
                "robust": round(float(tried.taken[number]), 3),
                "decided_by_one": bool(decided[place]),
            }
            for number, place in enumerate(official.order)
        ],
        "stages": {
            table.name: _stage(inputs, table, fit) for table, fit in zip(tables, fits, strict=True)
        },
        "variants": tried.told,
    }


def zone_of(chance, is_inside):
    """Clear where order and chance agree; grey where the scores cannot tell (2.7, 6)."""
    if chance >= SURE and is_inside:
        return Zone.IN.value
    if chance <= UNSURE and not is_inside:
        return Zone.OUT.value
    return Zone.GREY.value


def _two(value):
    return round(float(value), 2)


def tables_of(inputs):
    """The sheets of each stage that counts towards the order, as columns."""
    place = {proposal: number for number, proposal in enumerate(inputs["proposals"])}
    seat = {judge: number for number, judge in enumerate(inputs["judges"])}
    found = []
    for stage in inputs["stages"]:
        rows = stage["sheets"]
        found.append(
            sensitivity.Table(
                name=stage["name"],
                share=stage["share"],
                codes=tuple(code for code, _weight in stage["criteria"]),
                weights=np.array([weight for _code, weight in stage["criteria"]], dtype=float),
                proposal=np.array([place[row[0]] for row in rows], dtype=int),
                judge=np.array([seat[row[1]] for row in rows], dtype=int),
                points=np.array([row[3] for row in rows], dtype=float).reshape(
                    len(rows), len(stage["criteria"])
                ),
            )
        )
    return tuple(found)


def _official(inputs, tables, size):
    """The finals by the announced rule, exact to the cent, and their order."""
    whole = sum(stage["share"] for stage in inputs["stages"])
    counts = [np.bincount(table.proposal, minlength=size) for table in tables]
    enough = np.ones(size, dtype=bool)
    for stage, count in zip(inputs["stages"], counts, strict=True):
        enough &= count >= np.maximum(np.array(stage["least"]), 1)
    bottom = np.full(size, int(whole))
    for count in counts:
        bottom = bottom * np.maximum(count, 1)
    top = np.zeros(size, dtype=int)
    for table, count in zip(tables, counts, strict=True):
        cents = np.rint(np.bincount(table.proposal, np.rint(table.totals * 100), size))
        others = bottom // int(whole) // np.maximum(count, 1)
        top += int(table.share) * cents.astype(int) * others
    cents = (2 * top + bottom) // (2 * bottom)
    values = np.where(enough, cents.astype(float) / 100, np.nan)
    settled = _settled(inputs, values)
    order = sensitivity.order(values, *sensitivity.ties(tables, size), settled)
    return sensitivity.Official(values, order)


def _settled(inputs, values):
    """The places that tie-breaks gave, where the final they were made for still stands."""
    place = {proposal: number for number, proposal in enumerate(inputs["proposals"])}
    found = np.zeros(len(values))
    for proposal, final, settled in inputs["settled"]:
        if values[place[proposal]] == final:
            found[place[proposal]] = settled
    return found


def _fit(table):
    """The model of one stage, on the proposals and judges that have a sheet in it."""
    proposals, proposal = np.unique(table.proposal, return_inverse=True)
    judges, judge = np.unique(table.judge, return_inverse=True)
    scores = severity.Scores(proposal, judge, table.totals, len(proposals), len(judges))
    return proposals, judges, severity.fit(scores)


def _combined(tables, fits, order):
    """Adjusted finals and their standard deviations, in the official order."""
    whole = sum(table.share for table in tables)
    adjusted, square = 0, 0
    for table, (proposals, _judges, fit) in zip(tables, fits, strict=True):
        place, share = np.searchsorted(proposals, order), table.share / whole
        adjusted = adjusted + share * fit.adjusted[place]
        square = square + (share * fit.deviations()[place]) ** 2
    return adjusted, np.sqrt(square)


def _chances(tables, fits, order, seats, seed):
    """How often each would be among the first, over worlds that fit the scores."""
    if len(order) <= seats:
        return np.ones(len(order))
    if not seats:
        return np.zeros(len(order))
    chance = np.random.default_rng(int(seed[:16], 16))
    whole = sum(table.share for table in tables)
    count = DRAWS if len(order) <= MANY else FEW_DRAWS
    taken = np.zeros(len(order))
    for _block in range(count // BLOCK):
        worlds = 0
        for table, (proposals, _judges, fit) in zip(tables, fits, strict=True):
            place = np.searchsorted(proposals, order)
            worlds = worlds + table.share / whole * fit.draws(chance, BLOCK)[place]
        first = np.argpartition(-worlds, seats - 1, axis=0)[:seats]
        taken += np.bincount(first.ravel(), minlength=len(order))
    return taken / count


class _Tried:
    """What the variants take: how often each proposal, and what changes in each."""

    def __init__(self, taken, told):
        self.taken, self.told = taken, told


def _tried(inputs, tables, official, adjusted, seats):
    size, among = len(inputs["proposals"]), ~np.isnan(official.finals)
    usual, count, told = set(official.order[:seats].tolist()), np.zeros(size), []
    by_model = official.order[np.argsort(-adjusted, kind="stable")][:seats]
    choices = [
        (v.kind, v.stage, v.what, sensitivity.chosen(v, size, among, seats))
        for v in sensitivity.variants(tables)
    ]
    for kind, stage, what, taken in [*choices, ("adjusted", "", "", by_model)]:
        count[taken] += 1
        told.append(
            {
                "kind": kind,
                "stage": stage,
                "what": inputs["judges"][int(what)] if kind == "judge" else what,
                "in": sorted(inputs["proposals"][p] for p in set(taken.tolist()) - usual),
                "out": sorted(inputs["proposals"][p] for p in usual - set(taken.tolist())),
            }
        )
    return _Tried((count / len(told))[official.order], told)


def _is_unsure(confidence):
    """True when half of those who say how sure they are say "Little"."""
    return bool(confidence) and 2 * confidence.count(LITTLE) >= len(confidence)


def _spreads(tables, size):
    """The standard deviation of the totals of a proposal, in the stage where it is larger."""
    found = np.zeros(size)
    for table in tables:
        count = np.bincount(table.proposal, minlength=size)
        away = table.totals - np.nan_to_num(table.means(table.totals, size))[table.proposal]
        square = np.bincount(table.proposal, away**2, size)
        found = np.maximum(found, np.sqrt(square / np.maximum(count - 1, 1)))
    return found


def _wide(tables, size):
    """For each proposal, the criteria in which two sheets are two levels apart or more."""
    found = [[] for _each in range(size)]
    for table in tables:
        highest = np.full((size, len(table.codes)), -np.inf)
        lowest = np.full((size, len(table.codes)), np.inf)
        np.maximum.at(highest, table.proposal, table.points)
        np.minimum.at(lowest, table.proposal, table.points)
        for place, column in np.argwhere(highest - lowest >= WIDE):
            found[place].append(table.codes[column])
    return found


def _stage(inputs, table, found):
    """How strict each judge of a stage is, and how much of the scores is noise."""
    _proposals, judges, fit = found
    read = np.bincount(table.judge, minlength=len(inputs["judges"]))
    given = np.bincount(table.judge, table.totals, len(inputs["judges"]))
    deviations = fit.judge_deviations()
    return {
        "level": _two(fit.level),
        "sheets": len(table.judge),
        "proposal_sd": _two(np.sqrt(fit.variances.proposal)),
        "judge_sd": _two(np.sqrt(fit.variances.judge)),
        "noise_sd": _two(np.sqrt(fit.variances.noise)),
        "judges": [
            {
                "seat": inputs["judges"][judge],
                "sheets": int(read[judge]),
                "mean": _two(given[judge] / read[judge]),
                "effect": _two(fit.judges[number]),
                "sd": _two(deviations[number]),
            }
            for number, judge in enumerate(judges)
        ],
    }
