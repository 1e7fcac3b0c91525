"""Words that stand for one another are found by one another (C-03, C-25)."""

import pytest
from django.contrib.auth import get_user_model

from pyp_portal.search.services import index, matching
from pyp_portal.search.synonyms import SAME, variants

pytestmark = pytest.mark.postgres


@pytest.mark.parametrize("family", SAME, ids=lambda family: family[0])
def test_each_spelling_knows_the_others(family):
    for word in family:
        spelt = variants(f"{word}บ้านนา")
        assert spelt[0] == f"{word}บ้านนา"
        assert {f"{other}บ้านนา" for other in family} <= {*spelt, f"{word}บ้านนา"}


def test_another_word_stands_for_itself():
    assert variants("น้ำท่วม") == ["น้ำท่วม"]


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ("ปยป", True),
        ("สำนักงาน ปจป", True),
        ("ป.ย.ป.", True),
        ("โจทย์บูรณาการ", True),
        ("ประเด็นบูรณาการ น้ำ", True),
        ("อบต.ทุ่งรวงทอง", True),
        ("อบต. ทุ่งรวงทอง", True),
        ("อบจ.ทุ่งรวงทอง", False),
    ],
)
def test_found_by_any_spelling(person, query, is_found):
    found = person(given_th="ก")
    text = "สำนักงาน ป.ย.ป. ประเด็นการบูรณาการเรื่องน้ำ องค์การบริหารส่วนตำบลทุ่งรวงทอง"
    index(found, text)

    assert matching(get_user_model().objects.all(), query).exists() == is_found
