"""The sentences of the optimiser, each with its facts."""

import pytest

from selection.matching import words
from selection.matching.problem import Trouble


@pytest.mark.parametrize(
    "trouble",
    [
        Trouble("hands", count=3, needed=9),
        Trouble("readers", "P1", count=1, needed=2),
        Trouble("expert", "P1"),
        Trouble("outside", "P1"),
        Trouble("agency", "P1"),
        Trouble("agency", "P1", 4),
        Trouble("conflict", "P1", 4),
        Trouble("ceiling", number=4, count=9, needed=3),
        Trouble("floor", number=4, count=1, needed=3),
        Trouble("comparable", count=2, groups=((1,), (4,))),
        Trouble("time"),
        Trouble("right"),
        Trouble("nothing"),
        Trouble("unknown"),
    ],
    ids=lambda trouble: f"{trouble.rule}{trouble.number}",
)
def test_each_rule_has_a_sentence_with_its_facts(trouble):
    said = words.advised(trouble, {4: "อาจารย์สี่"})

    assert "%" not in said
    assert ("P1" in said) is bool(trouble.code)
    assert ("อาจารย์สี่" in said) is bool(trouble.number or trouble.groups)


def test_reasons_make_one_sentence():
    said = words.reasons(["kept", "theme", "region", "outside"], region="เหนือ")

    assert "เหนือ" in said
    assert said.count("และ") == 1
    assert words.reasons(["load"]) != words.reasons(["everyone"])
