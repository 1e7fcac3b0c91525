"""What a draft lacks, in words, each with its field (V-01 to V-09)."""

from copy import deepcopy
from datetime import UTC, date, datetime

import pytest

from proposals import completeness, rules
from proposals.forms.fields import MonthField, ThaiNumberField, YearField, text_field
from proposals.models import Call, Check
from proposals.questions import Kind, spoken
from pyp_portal.accounts.fields import PhoneField
from tests.factories.answers import ANSWERS, AREAS, FORM, PARTNERS

LETTER = {
    "uid": "x",
    "kind": "pdf",
    "pages": 1,
    "letter_no": "1/2567",
    "letter_date": "2024-12-04",
}
REST = {
    "lead_agency": "อบต. ตัวอย่าง",
    "lead": {"level": "LOCAL", "sector": "PUBLIC"},
    "title_th": "อบต. จุดเดียวจบ: ย่อขั้นตอนอนุญาต",
    "theme": "TH-01",
    "partners": PARTNERS,
    "target_areas": AREAS,
    "urgent_policies": ["U67-06"],
    "national_strategy": ["NS-6"],
    "endorsement_letter": LETTER,
}
CALL = Call(lab_starts_on=date(2025, 3, 1), lab_ends_on=date(2025, 8, 31))


@pytest.fixture(autouse=True)
def december(at):
    return at("2024-12-20 10:00")


@pytest.fixture
def answers():
    return deepcopy(ANSWERS | REST)


def lacking(answers, call=CALL):
    return [lack.question for lack in completeness.missing_in(answers, FORM, call)]


def warned(answers):
    return [lack.question for lack in completeness.warnings_in(answers, FORM, CALL)]


def test_nothing_is_missing(answers):
    assert lacking(answers) == []
    assert warned(answers) == []


@pytest.mark.parametrize(
    "question",
    [q for q in FORM.questions if q.required],
    ids=lambda question: question.name,
)
def test_v01_each_required_answer_is_asked_for(answers, question):
    outer, _dot, inner = question.key.partition(".")
    if inner:
        answers[outer][inner] = ""
    else:
        answers.pop(outer)

    [lack] = completeness.missing_in(answers, FORM, CALL)

    assert (lack.question, lack.step, lack.name) == (question.code, question.step, question.name)
    assert lack.text


@pytest.mark.parametrize("question", [q for q in FORM.questions if not q.required])
def test_v01_what_is_optional_is_not_asked_for(answers, question):
    answers.pop(question.key.partition(".")[0], None)

    assert question.code not in lacking(answers)


@pytest.mark.parametrize("key", ["title_th", "summary", "problem_statement", "approach"])
def test_too_short_is_missing(answers, key):
    least = FORM.of_key(key).min_length
    answers[key] = "ก" * (least - 1)
    assert lacking(answers) == [FORM.of_key(key).code]

    answers[key] = "ก" * least
    assert lacking(answers) == []


@pytest.mark.parametrize(("key", "rows"), [("partners", 1), ("workplan", 2), ("evidence", 0)])
def test_v02_rows_have_a_least_number(answers, key, rows):
    answers[key] = answers[key][:rows]

    assert FORM.of_key(key).code in lacking(answers)


def test_a_half_filled_row_names_its_cells(answers):
    answers["risks"][0]["response_th"] = ""

    [lack] = completeness.missing_in(answers, FORM, CALL)

    assert "แนวทางจัดการ" in lack.text


def test_zero_is_an_answer(answers):
    answers["outputs"][0]["baseline"] = 0

    assert lacking(answers) == []


@pytest.mark.parametrize("target", [46, None])
def test_v04_an_outcome_moves(answers, target):
    answers["outcomes"][0]["target"] = target

    assert "F44" in lacking(answers)


def test_v05_the_pilot_area_is_one_of_the_areas(answers):
    answers["target_areas"][0]["is_pilot"] = False

    assert lacking(answers) == ["F17"]


@pytest.mark.parametrize("fault", [{"kind": "jpg"}, {"pages": 0}, {"letter_date": "2024-12-21"}])
def test_v07_the_letter_is_a_pdf_of_the_past(answers, fault):
    answers["endorsement_letter"] |= fault

    assert lacking(answers) == ["F55"]


@pytest.mark.parametrize(("day", "needed"), [(21, []), (20, ["F55"])])
def test_the_letter_may_come_later_where_the_call_says_so(answers, day, needed):
    answers["endorsement_letter"] = None

    assert lacking(answers, Call(endorsement_due=datetime(2024, 12, day, 1, tzinfo=UTC))) == needed


def test_v02_v03_v06_warn_and_do_not_stop(answers):
    for partner in answers["partners"]:
        partner |= {"status": "TO_INVITE", "level": "LOCAL", "sector": "PUBLIC"}
    answers["workplan"][0]["start"] = "2025-02"

    assert lacking(answers) == []
    assert warned(answers) == ["F35", "F35", "F50"]


def test_without_dates_of_the_lab_no_month_is_outside(answers):
    assert rules.outside_the_lab(answers, FORM, Call()) == []


def test_percent_counts_what_is_required(answers):
    assert completeness.percent([], FORM) == 100
    assert completeness.percent(completeness.missing_in({"lead": {}}, FORM, CALL), FORM) == 0


def test_checklists():
    checks = [Check(item=item, result="PASS") for item in completeness.CHECK_ITEMS]
    assert completeness.checklist_done(checks)
    assert completeness.checklist_passed(checks)

    checks[3].result = "FIX"
    assert not completeness.checklist_done(checks)
    checks[3].reason = "ขาด"
    assert completeness.checklist_done(checks)
    assert not completeness.checklist_passed(checks)
    assert not completeness.checklist_done(checks[1:])


# --- The table ------------------------------------------------------------------------


def test_every_question_has_its_words_in_both_languages():
    for question in FORM.questions:
        assert question.words["label_th"], question.key
        assert question.words["label_en"], question.key
        for column in question.columns:
            assert set(question.column_words(column)) >= {"label_th", "label_en"}


def test_words_follow_the_language(settings):
    assert FORM.step_words(1)[0] == "หน่วยงานและผู้ประสานงาน"
    assert spoken({"label_th": "ไทย"}, "label") == "ไทย"
    assert FORM.of_code("F12").key == "title_th"


@pytest.mark.parametrize("question", [q for q in FORM.questions if q.kind == Kind.AREA])
def test_every_long_answer_has_a_limit(question):
    assert question.max_length


# --- Formats ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("1,860", 1860), ("๔๖", 46), ("−0.8", -0.8), (" 2.50 ", 2.5), ("", None)],
)
def test_numbers_are_read_as_people_write_them(typed, kept):
    assert ThaiNumberField(required=False).clean(typed) == kept


@pytest.mark.parametrize("typed", ["NaN", "Infinity", "สิบ", "9" * 14])
def test_what_is_no_number_is_refused(typed):
    with pytest.raises(Exception, match=r"\S"):
        ThaiNumberField(required=False).clean(typed)


@pytest.mark.parametrize(("typed", "is_fine"), [("2567", True), ("๒๕๖๗", True), ("2024", False)])
def test_years_are_of_the_buddhist_era(typed, is_fine):
    field = YearField(required=False)
    if is_fine:
        assert field.clean(typed) == 2567
    else:
        with pytest.raises(Exception, match="2567"):
            field.clean(typed)


@pytest.mark.parametrize(
    ("typed", "kept"), [(["3", "2568"], "2025-03"), (["๑๒", "๒๕๖๘"], "2025-12"), (["", ""], "")]
)
def test_months(typed, kept):
    assert MonthField(required=False).clean(typed) == kept


@pytest.mark.parametrize("typed", [["3", ""], ["13", "2568"], ["3", "2025"], ["x", "2568"]])
def test_months_that_are_none(typed):
    with pytest.raises(Exception, match=r"\S"):
        MonthField(required=False).clean(typed)


def test_v09_a_telephone_number_is_one():
    assert PhoneField(required=False).clean("081 000 1001") == "081-000-1001"
    with pytest.raises(Exception, match="0"):
        PhoneField(required=False).clean("1 1002 00000 00 0")


def test_v10_length_is_counted_after_mending():
    field = text_field(10)

    assert field.clean("  ก\u200bก\u200b" + "ก" * 8 + "  ") == "ก" * 10
    with pytest.raises(Exception, match="1"):
        field.clean("ก" * 11)
