"""Suggested policies on their step, and what is told when a text was mended."""

import pytest
from django.contrib.messages import get_messages
from django.utils.translation import gettext, override

from proposals.models import Proposal
from tests.factories.proposals import complete_proposal, submitter
from tests.proposals.browsing import fields_of, url

pytestmark = pytest.mark.django_db
FLOOD = "ชาวบ้านริมแม่น้ำประสบปัญหาน้ำท่วมซ้ำซากทุกปี เพราะแต่ละหน่วยงานไม่มีข้อมูลระดับน้ำร่วมกัน " * 3


@pytest.fixture(autouse=True)
def december(at):
    return at("2024-12-20 10:00")


@pytest.fixture
def proposal():
    made = complete_proposal()
    made.answers.data["problem_statement"] = FLOOD
    made.answers.save()
    return made


@pytest.fixture
def client(client_of, proposal):
    return client_of(submitter(proposal))


def suggested(page):
    return {
        question.key: [s.code for s in found] for question, found in page.context["suggestions"]
    }


def test_what_the_text_speaks_of_is_offered_with_its_reason_and_not_chosen(client, proposal):
    page = client.get(url("step", proposal.code, 4))

    assert suggested(page)["master_plans"][0] == "MP-19"
    assert "M-11" in suggested(page)["milestones13"]
    assert "“น้ำท่วม”" in page.content.decode()
    assert Proposal.objects.get().answered()["master_plans"] == []


def test_lists_of_other_years_are_not_looked_through(client, proposal):
    codes = [
        c for found in suggested(client.get(url("step", proposal.code, 4))).values() for c in found
    ]

    assert not any(code.startswith("U66") for code in codes)


@pytest.mark.parametrize("number", [1, 2, 3, 5, 6, 7])
def test_other_steps_suggest_nothing(client, proposal, number):
    assert suggested(client.get(url("step", proposal.code, number))) == {}


def test_one_click_adds_it_and_keeps_what_was_typed(client, proposal):
    page = client.get(url("step", proposal.code, 4))
    typed = {"alignment_reason": "เพราะน้ำ", "add": "master_plans:MP-19"}

    answer = client.post(url("step", proposal.code, 4), fields_of(page) | typed)

    assert answer.url == url("step", proposal.code, 4)
    kept = Proposal.objects.get().answered()
    assert (kept["master_plans"], kept["alignment_reason"]) == (["MP-19"], "เพราะน้ำ")
    assert "MP-19" not in suggested(client.get(answer.url))["master_plans"]


@pytest.mark.parametrize("add", ["title_th:x", "master_plans", "", "master_plans:MP-99"])
def test_nothing_else_is_added(client, proposal, add):
    page = client.get(url("step", proposal.code, 4))

    client.post(url("step", proposal.code, 4), fields_of(page) | {"add": add})

    kept = Proposal.objects.get().answered()
    assert (kept["master_plans"], kept["title_th"]) == ([], proposal.title_th)


def test_where_no_more_may_be_chosen_nothing_is_suggested(client, proposal):
    page = client.get(url("step", proposal.code, 4))
    full = {"master_plans": ["MP-01", "MP-02", "MP-04"]}

    client.post(url("step", proposal.code, 4), fields_of(page) | full)

    assert "master_plans" not in suggested(client.get(url("step", proposal.code, 4)))


def told(answer):
    return [str(message) for message in get_messages(answer.wsgi_request)]


@pytest.mark.parametrize(
    ("typed", "is_told"),
    [("นํ้าท่วมที่ตําบล", True), ("ก\u00a0ข", True), ("ข้อความ  ธรรมดา\r\nสองบรรทัด ", False)],
)
def test_v11_a_text_that_was_mended_is_told(client, proposal, typed, is_told):
    page = client.get(url("step", proposal.code, 3))

    answer = client.post(url("step", proposal.code, 3), fields_of(page) | {"past_efforts": typed})

    with override("th"):
        words = gettext("The portal has put the letters of your text in order.")
    assert words == "ระบบจัดรูปแบบข้อความให้แล้ว"
    assert (words in told(answer)) == is_told


def test_v03_advice_stands_beside_its_question_and_on_no_other_step(client, proposal):
    proposal.partners.update(level="LOCAL", sector="PUBLIC")
    proposal.lead_agency.level, proposal.lead_agency.sector = "LOCAL", "PUBLIC"
    proposal.lead_agency.save()

    assert [
        one.question for one in client.get(url("step", proposal.code, 5)).context["advice"]
    ] == ["F35"]
    assert client.get(url("step", proposal.code, 6)).context["advice"] == []
