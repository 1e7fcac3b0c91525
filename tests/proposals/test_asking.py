"""The form in the words of a version, and what is added to a form that was sent."""

from copy import deepcopy

import pytest
from django.http import QueryDict
from django.utils import translation

from proposals.forms.mending import was_mended
from proposals.questions import (
    CHECK_ITEMS,
    QUESTIONS,
    STEPS,
    AskedForm,
    Kind,
    of_code,
    of_key,
    of_step,
)
from proposals.reading import Glossary, levels
from proposals.samples import Sample
from proposals.views.adding import with_added
from tests.factories.answers import FORM, WORDS


def test_the_words_follow_the_language_of_the_page():
    title = FORM.of_key("title_th")
    with translation.override("en"):
        assert title.label == WORDS["questions"]["title_th"]["label_en"]
        assert FORM.step_words(2)[0] == WORDS["steps"][1]["title_en"]
        assert FORM.choices("levels")[0] == ("CENTRAL", "Central")
        assert FORM.check_label("E1") == WORDS["checks"]["E1"]["en"]
    with translation.override("th"):
        assert title.label == WORDS["questions"]["title_th"]["label_th"]
        assert FORM.choices("levels")[0] == ("CENTRAL", "ส่วนกลาง")


def test_thai_stands_where_english_is_missing():
    words = deepcopy(WORDS)
    del words["questions"]["title_th"]["label_en"]
    words["lists"]["levels"][0]["en"] = ""
    form = AskedForm(9, words)

    with translation.override("en"):
        assert form.of_key("title_th").label == WORDS["questions"]["title_th"]["label_th"]
        assert form.choices("levels")[0] == ("CENTRAL", "ส่วนกลาง")


@pytest.mark.parametrize(
    ("words", "least", "required"),
    [({}, 0, False), ({"required": True}, 1, True), ({"required": True, "least": 3}, 3, True)],
)
def test_an_answer_that_is_required_needs_one_row_at_least(words, least, required):
    changed = deepcopy(WORDS)
    changed["questions"]["workplan"] = {"label_th": "แผน", "columns": {}} | words
    question = AskedForm(9, changed).of_key("workplan")

    assert (question.least, question.required) == (least, required)
    assert (question.min_length, question.max_length, question.most) == (0, None, None)


def test_the_table_itself_has_no_words():
    assert not hasattr(of_key("title_th"), "label")
    assert of_code("F12") == of_key("title_th")
    assert [question.step for question in of_step(3)] == [3] * len(of_step(3))
    assert sum(len(of_step(step)) for step in STEPS) == len(QUESTIONS) == len(FORM.questions)


def test_a_question_asked_is_the_question_of_the_table():
    for question, asked in zip(QUESTIONS, FORM.questions, strict=True):
        assert (question.key, question.kind, question.columns) == (
            asked.key,
            asked.kind,
            asked.columns,
        )
        assert asked.name == question.name


def test_answers_inside_answers_are_found():
    question = of_key("issue_status.text")

    assert question.answer({"issue_status": {"text": "ใหม่"}}) == "ใหม่"
    assert question.answer({"issue_status": None}) is None
    assert question.answer({}) is None
    assert question.name == "issue_status__text"


def test_each_line_of_the_checklist_has_its_words():
    assert [bool(FORM.check_label(item)) for item in CHECK_ITEMS] == [True] * 8


@pytest.mark.parametrize(
    ("value", "words"), [("LOCAL", "ส่วนท้องถิ่น"), ("PUBLIC", "ภาครัฐ"), ("อื่น", "อื่น")]
)
def test_level_and_sector_of_the_register_are_read_in_words(value, words):
    assert levels(value, FORM) == words


@pytest.mark.django_db
def test_a_code_is_read_in_the_words_of_the_version():
    words = deepcopy(WORDS)
    words["lists"]["degrees"][0]["th"] = "ต่ำมาก"
    value = words["lists"]["degrees"][0]["value"]

    assert Glossary(AskedForm(9, words)).word("degrees", value) == "ต่ำมาก"
    assert Glossary(FORM).word("degrees", value) != "ต่ำมาก"
    assert Glossary(FORM).word("degrees", "NONE") == "NONE"


def test_a_sample_answers_nothing():
    answers = Sample(FORM, None).answered()

    asked = [q for q in FORM.questions if q.kind not in (Kind.SHOWN, Kind.FILES)]
    assert [q.key for q in asked if q.answer(answers)] == []


# --- What is added without script ------------------------------------------------


def sent(text):
    return QueryDict(text)


def test_a_policy_is_added_to_those_that_are_ticked():
    data = with_added(sent("master_plans=MP-01&add=master_plans:MP-19"))

    assert data.getlist("master_plans") == ["MP-01", "MP-19"]


@pytest.mark.parametrize("add", ["", "title_th:x", "csrfmiddlewaretoken:x", "MP-19"])
def test_only_policies_are_added_so(add):
    assert with_added(sent(f"title_th=a&add={add}")).getlist("title_th") == ["a"]


def test_what_is_ticked_becomes_rows_behind_the_others():
    data = with_added(sent("partners-TOTAL_FORMS=3&agencies_add=A&agencies_add=B"))

    assert data["partners-TOTAL_FORMS"] == "5"
    assert (data["partners-3-agency"], data["partners-4-agency"]) == ("A", "B")


@pytest.mark.parametrize("total", ["", "x", "-1"])
def test_rows_without_a_count_are_left_alone(total):
    data = with_added(sent(f"target_areas-TOTAL_FORMS={total}&places_add=90"))

    assert [name for name in data if name.endswith("-place")] == []


# --- V-11 ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("post", "is_told"),
    [
        ({"summary": "นํ้า"}, True),
        ({"partners-0-role_th": "ก\u200bข"}, True),
        ({"summary": "น้ำ  สะอาด\r\n"}, False),
        ({"_was-summary": "นํ้า", "csrfmiddlewaretoken": "ก\u200b"}, False),
        ({}, False),
    ],
)
def test_v11_only_what_people_typed_is_looked_at(post, is_told):
    assert was_mended(post) == is_told
