"""What holds of the announced rule for any sheets at all (section 4.4)."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from selection import analysis, scoring
from tests.selection.snapshots import CODES, WEIGHTS, snapshot

POINTS = st.lists(
    st.lists(st.integers(2, 10).map(lambda n: n / 2), min_size=6, max_size=6),
    min_size=1,
    max_size=4,
)


@settings(max_examples=60)
@given(st.lists(st.tuples(POINTS, POINTS), min_size=1, max_size=5))
def test_the_official_order_is_that_of_the_announced_rule_to_the_cent(year):
    doc = {p: dict(enumerate(sheets)) for p, (sheets, _pitch) in enumerate(year)}
    pitch = {p: dict(enumerate(sheets)) for p, (_doc, sheets) in enumerate(year)}
    marks = [
        scoring.Marks(
            p,
            [dict(zip(CODES["doc"], map(Decimal, s), strict=True)) for s in doc[p].values()],
            [dict(zip(CODES["pitch"], map(Decimal, s), strict=True)) for s in pitch[p].values()],
        )
        for p in doc
    ]

    results = analysis.analyse(snapshot(doc, pitch=pitch))

    ranked = scoring.ranking(marks, scoring.Rules(weights=WEIGHTS, min_doc=1))
    finals = {row["proposal"]: row["final"] for row in results["estimates"]}
    assert finals == {s.key: float(s.final) for s in ranked}
    by_rank = {row["proposal"]: row["rank"] for row in results["estimates"]}
    for standing in ranked:
        assert by_rank[standing.key] == standing.rank or standing.is_tied


@settings(max_examples=60)
@given(POINTS, st.permutations(range(6)))
def test_a_mean_lies_between_its_sheets_and_does_not_ask_for_their_order(sheets, turn):
    given_points = [dict(zip(CODES["doc"], map(Decimal, s), strict=True)) for s in sheets]
    totals = [scoring.sheet_total(points, WEIGHTS) for points in given_points]
    codes = [CODES["doc"][place] for place in turn]
    turned = [{code: points[code] for code in codes} for points in given_points]

    mean = scoring.stage_score(totals, 1)

    assert 20 <= min(totals) <= mean <= max(totals) <= 100
    assert [scoring.sheet_total(points, WEIGHTS) for points in reversed(turned)] == totals[::-1]
    assert scoring.stage_score(totals[::-1], 1) == mean


@given(st.lists(st.integers(1, 5), min_size=6, max_size=6), st.integers(0, 5))
def test_a_point_more_is_worth_a_fifth_of_its_weight(points, place):
    code = CODES["doc"][place]
    sheet = dict(zip(CODES["doc"], points, strict=True))
    higher = sheet | {code: sheet[code] + 1}

    gained = scoring.sheet_total(higher, WEIGHTS) - scoring.sheet_total(sheet, WEIGHTS)

    assert gained == Decimal(WEIGHTS[code]) / 5
