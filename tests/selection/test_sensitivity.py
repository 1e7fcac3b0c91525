"""Other weights, other judges, other criteria: who would come in, and who would go."""

from selection import analysis, sensitivity
from tests.selection.snapshots import by_proposal, drawn, even, snapshot


def told(results, kind):
    return {v["what"]: (v["in"], v["out"]) for v in results["variants"] if v["kind"] == kind}


def test_leaving_a_judge_out_tells_who_comes_in():
    year = {1: {7: even(5), 8: even(3)}, 2: {7: even(2), 8: even(4)}}

    found = analysis.analyse(snapshot(year, seats=1))

    assert told(found, "judge") == {7: ([2], [1]), 8: ([], [])}


def test_dropping_a_criterion_tells_who_comes_in():
    year = {1: {7: [5, 3, 3, 3, 3, 3]}, 2: {7: [2, 3.5, 3.5, 3, 3, 3]}}

    found = analysis.analyse(snapshot(year, seats=1))

    assert told(found, "criterion")["D1"] == ([2], [1])
    assert told(found, "criterion")["D6"] == ([], [])


def test_every_weight_is_moved_both_ways_and_the_weights_stay_a_hundred():
    doc, pitch = drawn(4)
    inputs = snapshot(doc, pitch=pitch, seats=4)
    tables = analysis.tables_of(inputs)

    found = list(sensitivity.variants(tables))

    assert sum(v.kind == "weight" for v in found) == 24
    assert [v.what for v in found if v.kind == "share"] == ["+", "-"]
    assert {round(t.weights.sum(), 6) for v in found for t in v.tables} == {100}
    kinds = {v["kind"] for v in analysis.analyse(inputs)["variants"]}
    assert kinds == {"weight", "share", "judge", "criterion", "adjusted"}


def test_what_wins_by_far_is_taken_in_every_variant():
    doc, _pitch = drawn(5)
    doc[0] = {judge: even(5.0) for judge in range(5)}
    doc[1] = {judge: even(1.0) for judge in range(5)}

    found = by_proposal(analysis.analyse(snapshot(doc, seats=3)))

    assert (found[0]["robust"], found[1]["robust"]) == (1, 0)
