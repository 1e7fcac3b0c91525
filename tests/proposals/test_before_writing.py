"""What people read and try before they write: all questions of a call, and may we apply."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from proposals import documents, services
from proposals.overview import overview
from proposals.questions import Kind, limits
from proposals.self_check import Result, findings, items_for, overall
from pyp_portal.accounts.roles import AgencyType
from pyp_portal.history.services import timeline
from pyp_portal.papers.models import Paper
from pyp_portal.papers.templatetags.paper import td
from tests.factories.accounts import UserFactory
from tests.factories.answers import FORM
from tests.factories.proposals import CallFactory, FormVersionFactory
from tests.look.test_pages import english_on

pytestmark = pytest.mark.django_db
GOOD = {
    "kind": "SAO",
    "issue": "INTEGRATION",
    "partners": "TWO",
    "need": "YES",
    "theme": "YES",
    "before": "NO",
    "head": "LATER",
}


@pytest.fixture
def call():
    return CallFactory(open_now=True)


def url(name, *args, **query):
    return reverse(f"proposals:{name}", args=args, query=query or None)


# --- All questions on one page -----------------------------------------------------


def test_everybody_reads_every_question_with_its_example(call):
    page = Client().get(url("questions"))

    body = page.content.decode()
    asked = [q for q in FORM.questions if q.kind != Kind.SHOWN]
    assert [q.label for q in asked if q.label not in body] == []
    assert body.count("ตัวอย่างคำตอบที่ดี") == sum(bool(q.example) for q in asked)
    assert len(page.content) < 300_000
    assert english_on(body) <= {"quot", "PDF", "SDGs", "SMEs", "DOCX", "XLSX", "PPTX", "JPG", "PNG"}


def test_no_call_no_questions():
    assert Client().get(url("questions")).status_code == 404
    assert Client().get(url("self_check", 2590)).status_code == 404


def test_lists_are_those_of_the_call_and_registers_are_left_out(call):
    shown = {one.question.key: one for *_step, asked in overview(call) for one in asked}

    assert len(shown["national_strategy"].choices) == 6
    assert shown["theme"].is_long
    assert not shown["issue_status.value"].is_long
    assert shown["candidate_sites"].choices == ()
    sector = next(c for c in shown["partners"].columns if c.label == "ภาคส่วน")
    assert sector.choices == ("ภาครัฐ", "ภาคเอกชน", "ภาคประชาสังคม")


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("title_th", "20–200 ตัวอักษร"),
        ("innovation", "ไม่เกิน 600 ตัวอักษร"),
        ("partners", "2–20 แถว"),
        ("alt_contact", "ไม่เกิน 1 แถว"),
        ("sdgs", "เลือกได้ไม่เกิน 5"),
        ("vulnerable_groups", "เลือกได้ไม่จำกัด"),
        ("attachments", ""),
    ],
)
def test_limits_are_told_in_words(key, words):
    with translation.override("th"):
        assert limits.in_words(FORM.of_key(key)) == words


def test_without_a_limit_nothing_is_told():
    assert limits.letters(0, None) == limits.rows(0, None) == ""


def test_the_office_has_the_questions_made_into_a_pdf_once(call, client_of):
    officer = client_of(UserFactory(staff=True))
    assert Client().get(url("questions_paper", call.fiscal_year)).status_code == 404

    for _twice in range(2):
        officer.post(url("print_questions", call.fiscal_year))

    paper = Paper.objects.get()
    assert paper == documents.questions_of(call)
    assert paper.kind == "PD-01"
    assert all(td(q.label) in paper.html for q in FORM.questions if q.kind != Kind.SHOWN)
    assert [event.verb for event in timeline(call)] == ["questions_printed"]
    assert (
        url("questions_paper", call.fiscal_year) in Client().get(url("questions")).content.decode()
    )
    assert Client().get(url("questions_paper", call.fiscal_year)).status_code == 202


def test_another_version_of_the_form_needs_another_pdf(call):
    services.print_questions(call, UserFactory(staff=True))
    call.form_version = FormVersionFactory(published=True)
    call.save()

    assert documents.questions_of(call) is None


def test_only_the_office_is_offered_to_make_it(call, client_of):
    action = url("print_questions", call.fiscal_year)

    assert action in client_of(UserFactory(staff=True)).get(url("questions")).content.decode()
    assert action not in client_of(UserFactory()).get(url("questions")).content.decode()
    assert client_of(UserFactory()).post(action).status_code == 403


# --- May we apply? -----------------------------------------------------------------


def results(call, **answers):
    return {one.item.key: one.result for one in findings(call, GOOD | answers)}


def test_who_answers_well_may_apply(call):
    body = Client().get(url("self_check", **GOOD)).content.decode()

    assert "ยื่นข้อเสนอได้" in body
    assert set(results(call).values()) == {Result.FITS}
    assert english_on(body) == set()


@pytest.mark.parametrize(
    ("answer", "result", "words"),
    [
        ({"issue": "MONEY"}, Result.NOT, "ไม่ได้จัดสรรงบประมาณ"),
        ({"partners": "ONE"}, Result.NOT, "ภาคีเพิ่มอีก 1 แห่ง"),
        ({"theme": "UNSURE"}, Result.ASK, "สอบถามสำนักงาน ป.ย.ป."),
        ({"before": "OTHERS"}, Result.ASK, "เสนอร่วมกันเป็นเรื่องเดียว"),
        ({"kind": "NONE"}, Result.NOT, "เข้าร่วมเป็นภาคี"),
    ],
)
def test_an_answer_tells_what_it_means_and_what_to_do(call, answer, result, words):
    [key] = answer

    page = Client().get(url("self_check", **(GOOD | answer)))

    assert results(call, **answer)[key] == result
    assert page.context["overall"] == result
    assert words in page.content.decode()


def test_the_kinds_are_those_that_the_call_admits(call):
    """C-30: the office narrows a year without code."""
    call.allowed_agency_types = [AgencyType.PAO]
    call.save()

    assert results(call, kind="PAO")["kind"] == Result.FITS
    assert results(call, kind="SAO")["kind"] == Result.NOT


def test_what_is_not_answered_is_asked_for_and_the_rest_stays(call):
    page = Client().get(url("self_check", kind="SAO", issue="MONEY"))

    body = page.content.decode()
    assert page.context["overall"] is None
    assert 'href="#id_partners"' in body
    assert '<option value="SAO" selected' in body


def test_nothing_is_kept(call, django_assert_num_queries):
    client = Client()
    client.get(url("self_check"))

    with django_assert_num_queries(1):
        client.get(url("self_check", call.fiscal_year, **GOOD))
    assert client.cookies.get("sessionid") is None


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2024-11-01 10:00", "ยังไม่เปิดรับ"),
        ("2025-03-01 10:00", "การเปิดรับนี้ปิดแล้ว"),
    ],
)
def test_out_of_season_it_says_so(at, moment, words):
    at(moment)
    call = CallFactory()

    body = Client().get(url("self_check", call.fiscal_year, **GOOD)).content.decode()

    assert words in body


def test_every_item_rests_on_a_line_of_the_checklist_or_a_question(call):
    for item in items_for(call):
        assert item.basis in {*FORM.words["checks"], "F14"}
        assert len({option.value for option in item.options}) == len(item.options)


def test_one_thing_in_the_way_outweighs_what_is_unclear(call):
    found = list(findings(call, GOOD | {"theme": "UNSURE", "partners": "NONE"}))

    assert overall(found) == Result.NOT
