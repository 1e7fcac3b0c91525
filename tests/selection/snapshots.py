"""Snapshots of invented sheets, for the tests of the arithmetic."""

import numpy as np

DOC = [["D1", 15], ["D2", 20], ["D3", 25], ["D4", 15], ["D5", 10], ["D6", 15]]
PITCH = [["P1", 20], ["P2", 20], ["P3", 20], ["P4", 15], ["P5", 15], ["P6", 10]]
CODES = {"doc": [code for code, _weight in DOC], "pitch": [code for code, _weight in PITCH]}
WEIGHTS = {code: weight for code, weight in [*DOC, *PITCH]}


def snapshot(sheets, *, pitch=None, seats=1, least=1, sure=None):
    """A snapshot of these sheets: ``{proposal: {judge: points}}`` for each stage."""
    stages = [("doc", DOC, 100 if pitch is None else 40, sheets)]
    stages += [("pitch", PITCH, 60, pitch)] if pitch is not None else []
    proposals = sorted({proposal for *_facts, given in stages for proposal in given})
    judges = sorted({j for *_f, found in stages for by_judge in found.values() for j in by_judge})
    return {
        "version": 1,
        "basis": "final",
        "seats": seats,
        "proposals": proposals,
        "judges": judges,
        "settled": [],
        "confidence": [(sure or {}).get(proposal, []) for proposal in proposals],
        "stages": [
            {
                "name": name,
                "share": share,
                "least": [least] * len(proposals),
                "criteria": criteria,
                "sheets": [
                    [proposal, judge, None, list(points)]
                    for proposal, by_judge in found.items()
                    for judge, points in by_judge.items()
                ],
            }
            for name, criteria, share, found in stages
        ],
    }


def even(points):
    return [points] * 6


def by_proposal(results):
    return {row["proposal"]: row for row in results["estimates"]}


def drawn(seed, proposals=12, judges=5):
    """A year of sheets of a known random kind, both stages."""
    chance = np.random.default_rng(seed)
    quality = chance.normal(3.5, 0.6, proposals)

    def stage():
        return {
            p: {
                j: [float(x) for x in np.clip(np.rint(quality[p] + chance.normal(0, 0.7, 6)), 1, 5)]
                for j in range(judges)
            }
            for p in range(proposals)
        }

    return stage(), stage()
