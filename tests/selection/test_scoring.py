"""The arithmetic of section 4.4, against the figures of a whole year."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from selection import scoring

YEAR = json.loads((Path(__file__).parent / "data" / "scores.json").read_text())
RULES = scoring.Rules(weights=YEAR["weights"])
DOC = dict.fromkeys(("D1", "D2", "D3", "D4", "D5", "D6"), 4)
PITCH = dict.fromkeys(("P1", "P2", "P3", "P4", "P5", "P6"), 4)


def marks(key, doc=DOC, pitch=PITCH, sheets=3, **kwargs):
    return scoring.Marks(key, [doc] * sheets, [pitch] * sheets if pitch else [], **kwargs)


@pytest.mark.parametrize("code", YEAR["proposals"])
def test_the_scores_of_the_year_come_out_again(code):
    given = YEAR["proposals"][code]
    rules = scoring.Rules(weights=YEAR["weights"], holds_pitch=bool(given["pitch"]))

    found = scoring.assess(scoring.Marks(code, given["doc"], given["pitch"], min_pitch=6), rules)

    assert float(found.doc) == given["doc_score"]
    assert (found.pitch and float(found.pitch)) == given["pitch_score"]
    assert not given["pitch"] or float(found.final) == given["final"]


@pytest.mark.parametrize("code", YEAR["proposals"])
def test_the_spread_flags_of_the_year_come_out_again(code):
    given = YEAR["proposals"][code]

    found = scoring.assess(scoring.Marks(code, given["doc"]), RULES)

    assert found.is_spread == given["doc_spread"]


def test_the_ranks_of_the_year_keep_their_order():
    pitched = {code: p for code, p in YEAR["proposals"].items() if p["pitch"]}
    all_marks = [scoring.Marks(c, p["doc"], p["pitch"], 6) for c, p in pitched.items()]

    ranked = [s.key for s in scoring.ranking(all_marks, RULES)]

    assert ranked == sorted(pitched, key=lambda code: pitched[code]["rank"])


def test_a_total_is_rounded_half_up():
    assert scoring.rounded(Decimal("70.125")) == Decimal("70.13")
    assert scoring.rounded(Decimal("70.124999")) == Decimal("70.12")
    assert scoring.rounded(None) is None


def test_too_few_document_sheets_give_no_score():
    found = scoring.assess(marks("a", sheets=2), RULES)

    assert (found.doc, found.final, found.passes) == (None, None, False)


def test_fewer_pitch_sheets_than_the_quorum_give_no_score():
    found = scoring.assess(marks("a", min_pitch=4), RULES)

    assert (found.doc, found.pitch, found.final) == (Decimal("80.00"), None, None)


def test_without_a_pitch_the_documents_decide():
    rules = scoring.Rules(weights=YEAR["weights"], holds_pitch=False)

    assert scoring.assess(marks("a", pitch=None), rules).final == Decimal("80.00")


def test_a_mean_below_the_floor_does_not_pass():
    low = {**dict.fromkeys(DOC, 5), "D3": 1}

    found = scoring.assess(marks("a", doc=low), RULES)

    assert found.final == Decimal("80.00")
    assert (found.below_floor, found.passes) == (("D3",), False)


def test_three_points_apart_in_one_criterion_ask_for_a_discussion():
    found = scoring.assess(scoring.Marks("a", [DOC, {**DOC, "D5": 1}]), RULES)

    assert (found.wide_criteria, found.is_spread) == (("D5",), True)


def test_thirty_points_apart_ask_for_a_discussion():
    high, low = dict.fromkeys(DOC, 5), {**dict.fromkeys(DOC, 3), "D5": 4, "D6": 4}

    found = scoring.assess(scoring.Marks("a", [high, low]), RULES)

    assert (found.spread, found.is_spread) == (Decimal("35.00"), True)


def test_ties_go_by_integration_then_by_problem_and_then_to_a_vote():
    doc_a = {**DOC, "D3": 5, "D1": 3, "D5": 3}  # +5 -3 -2 = the same total as DOC
    doc_b = {**DOC, "D2": 5, "D1": 3, "D5": Decimal("3.5")}  # +4 -3 -1 = the same total

    ranked = scoring.ranking(
        [marks("plain"), marks("b", doc=doc_b), marks("a", doc=doc_a), marks("plain2")], RULES
    )

    assert [(s.key, s.rank, s.is_tied) for s in ranked] == [
        ("a", 1, False),
        ("b", 2, False),
        ("plain", 3, True),
        ("plain2", 3, True),
    ]


def test_what_has_no_final_score_stands_last_without_a_rank():
    ranked = scoring.ranking([marks("few", sheets=1), marks("full")], RULES)

    assert [(s.key, s.rank) for s in ranked] == [("full", 1), ("few", None)]
