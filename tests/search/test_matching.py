"""Records are found by any part of their Thai text, and only among those one may see."""

import string

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pyp_portal.search.models import SearchEntry
from pyp_portal.search.services import entries_with, forget, index, index_all, matching

pytestmark = pytest.mark.postgres
TITLE = "กองส่งเสริมการเกษตรใน อบจ. มิติใหม่ของการส่งเสริมอาชีพ เพื่อสร้างเศรษฐกิจฐานราก"


@pytest.fixture
def found(person):
    """Search among three people who stand for proposals; answers with their names."""
    texts = {
        "เกษตร": f"P68-0001 {TITLE} อบจ.สงขลา",
        "น้ำท่วม": "P68-0002 อยู่กับนํ้าที่ปากน้ำโพ: แผนที่ความเสี่ยง 100%\nทน.นครสวรรค์",
        "พลังงาน": "P68-0013 พลังงานเกาะ: สหกรณ์ Solar_Rooftop “โรงน้ำแข็ง” สตูล",
    }
    index_all((person(given_th=name), text) for name, text in texts.items())

    def search(query, among=None):
        people = get_user_model().objects.all() if among is None else among
        return sorted(matching(people, query).values_list("given_th", flat=True))

    return search


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("เศรษฐกิจฐานราก", ["เกษตร"]),
        ("ฐานรา", ["เกษตร"]),  # any part of a text without spaces
        ("P68-0013", ["พลังงาน"]),
        ("p68", ["น้ำท่วม", "พลังงาน", "เกษตร"]),
        ("solar", ["พลังงาน"]),
        ("น้ำ", ["น้ำท่วม", "พลังงาน"]),
        ("นํ้า", ["น้ำท่วม", "พลังงาน"]),  # the other spelling of ำ
        ("น้ำ นคร", ["น้ำท่วม"]),  # both words, in any order
        ("สวรรค์ 0002", ["น้ำท่วม"]),
        ("โพ: แผนที่", ["น้ำท่วม"]),
        ("อบ", ["เกษตร"]),  # shorter than a trigram
        ("จ", ["เกษตร"]),
        ("น้ำ โ", ["น้ำท่วม", "พลังงาน"]),  # long and short together
        ("100%", ["น้ำท่วม"]),
        ("%", ["น้ำท่วม"]),
        ("_", ["พลังงาน"]),
        ("ไม่มีคำนี้", []),
        ("", ["น้ำท่วม", "พลังงาน", "เกษตร"]),
        ("  \u200b ", ["น้ำท่วม", "พลังงาน", "เกษตร"]),
    ],
)
def test_any_part_of_the_text_finds_the_record(found, query, names):
    assert found(query) == names


@pytest.mark.parametrize(
    "query",
    [
        '"',
        '""',
        "'",
        "AND",
        "NOT น้ำ",
        "NEAR(a b)",
        "text:น้ำ",
        "น้ำ*",
        "(",
        "^abc",
        "\\",
        "a\\%",
        "\x00abc",
    ],
)
def test_s34_the_words_of_the_search_engine_are_plain_text(found, query):
    assert found(query) == []


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50, deadline=None
)
@given(st.text(string.printable + "น้ำเ็์\u200b", max_size=40) | st.text(max_size=300))
def test_s34_no_query_breaks_the_search(found, query):
    assert set(found(query)) <= {"เกษตร", "น้ำท่วม", "พลังงาน"}


def test_a_new_text_stands_in_place_of_the_old_one(found):
    record = get_user_model().objects.get(given_th="เกษตร")
    index(record, "สะพานปลา")

    assert found("สะพานปลา") == ["เกษตร"]
    assert found("เศรษฐกิจ") == []
    assert SearchEntry.objects.count() == 3


def test_a_forgotten_record_is_not_found(found):
    forget(get_user_model().objects.get(given_th="เกษตร"))

    assert found("เศรษฐกิจ") == []
    assert found("นคร") == ["น้ำท่วม"]


def test_s5_only_what_may_be_seen_is_searched(found):
    visible = get_user_model().objects.filter(given_th="พลังงาน")

    assert found("น้ำ", among=visible) == ["พลังงาน"]
    assert found("เศรษฐกิจ", among=visible) == []


def test_the_search_composes_with_order_paging_and_counting(found, django_assert_num_queries):
    people = matching(get_user_model().objects.order_by("-pk"), "p68 น้ำ")

    with django_assert_num_queries(2):
        assert [p.given_th for p in people[:1]] == ["พลังงาน"]
        assert people.count() == 2


@pytest.mark.parametrize("n", [1, 3])
def test_indexing_costs_one_statement(person, django_assert_num_queries, n):
    people = [person() for _n in range(n)]

    with django_assert_num_queries(1):
        index_all((each, "ข้อความ") for each in people)


def test_a_search_among_many_asks_the_trigrams(found):
    SearchEntry.objects.bulk_create(
        SearchEntry(record_type="accounts.user", record_id=10**6 + n, text=f"{TITLE} {n}")
        for n in range(3000)
    )
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # its new entries wait in a list until a VACUUM
            cursor.execute("SELECT gin_clean_pending_list('search_trigrams')")
        cursor.execute("ANALYZE")

    assert "search_trigrams" in entries_with(["ปากน้ำโพ"], get_user_model()).explain()
