"""The workbook sent back: shown, saved, and never over what others wrote."""

from datetime import timedelta

import pytest
from django.test import Client

from proposals import services
from proposals.models import Call, KeptText, Proposal
from proposals.offline import lines
from proposals.offline.writing import workbook
from proposals.questions import STEPS
from proposals.states import State
from pyp_portal import clock
from tests.factories.answers import FORM
from tests.factories.proposals import CallFactory, ProposalFactory, complete_proposal, submitter
from tests.proposals.offline.excel import Excel, confirm, send, url

pytestmark = pytest.mark.django_db
LONG = "ชาวนาสามตำบลเผาตอซังเพราะไม่มีผู้รับซื้อฟาง " * 8


def test_what_was_not_touched_says_nothing_new(client, draft):
    page = client.post(
        url("offline", draft),
        {"file": Excel(client.get(url("offline_file", draft)).content).file()},
    )

    assert [one.question.key for one, *_rest in page.context["rows"]] == []
    assert page.context["same"] > 40
    assert "ข้อมูลในไฟล์ตรงกับในระบบแล้ว" in page.content.decode()


def test_what_was_typed_is_shown_and_saved_only_then(client, draft):
    excel = Excel(workbook(draft)).type("t:problem_statement", LONG)
    excel.type("r:risks", "ฝนตกหนัก", "สูง", "กลาง", "เลื่อนคิว")

    page = send(client, draft, excel)

    assert {one.question.key for one, *_rest in page.context["rows"]} == {
        "problem_statement",
        "risks",
    }
    assert LONG.strip() in page.content.decode()
    assert Proposal.objects.get().answered() == draft.answered()

    answer = confirm(client, page, draft)

    assert answer.url == url("review", draft)
    kept = Proposal.objects.get().answered()
    assert kept["problem_statement"] == LONG.strip()
    assert kept["risks"][0] == {
        "risk_th": "ฝนตกหนัก",
        "probability": "HIGH",
        "impact": "MEDIUM",
        "response_th": "เลื่อนคิว",
    }


def test_a_whole_proposal_comes_out_of_an_empty_form(client_of):
    """Every kind of question, from the empty form into a draft that was just begun."""
    whole = complete_proposal(call=CallFactory(open_now=True))
    proposal = ProposalFactory(call=whole.call)
    client = client_of(submitter(proposal))
    book = Excel(workbook(whole))
    book.book[lines.FACTS]["A1"].value = (
        Excel(Client().get("/call/form/").content).book[lines.FACTS]["A1"].value
    )
    book.type("t:title_th", "ประเด็นที่กรอกในไฟล์โดยไม่ต้องต่ออินเทอร์เน็ต")

    page = send(client, proposal, book)
    assert page.context["wrong"] == 0
    confirm(client, page, proposal)

    want, have = whole.answered(), Proposal.objects.get(pk=proposal.pk).answered()
    keys = {q.key.split(".")[0] for step in STEPS for q in lines.asked(FORM, step)}
    keys -= {"title_th", "pilot_area_idea"}
    assert {key: have.get(key) for key in keys if want.get(key)} == {
        key: want[key] for key in keys if want.get(key)
    }


def test_an_empty_cell_takes_nothing_away(client, draft):
    excel = Excel(workbook(draft)).type("t:summary", None)

    page = send(client, draft, excel)

    assert list(page.context["rows"]) == []


def test_what_is_wrong_is_told_and_the_rest_is_saved(client, draft):
    excel = Excel(workbook(draft)).type("t:innovation", "ก" * 700).type("t:impact", "ดีขึ้น")
    excel.type("t:theme", "หัวข้อที่ไม่มี")

    page = send(client, draft, excel)
    assert page.context["wrong"] == 2
    assert "100" in page.content.decode()
    review = confirm(client, page, draft)

    assert review.status_code == 302
    kept = Proposal.objects.get().answered()
    assert kept["impact"] == "ดีขึ้น"
    assert kept["innovation"] == draft.answered()["innovation"]
    body = client.get(review.url).content.decode()
    assert "ความใหม่" in body
    assert "ยังไม่บันทึกเพราะข้อมูลไม่ถูกต้อง" in body


def test_what_somebody_wrote_meanwhile_is_never_overwritten(client, draft):
    """The same stamps as autosave: both texts are shown, the one not chosen is kept."""
    excel = Excel(workbook(draft)).type("t:impact", "ข้อความในไฟล์")
    services.save_step(draft, 6, {"impact": "ข้อความของเพื่อน"}, submitter(draft))

    page = send(client, draft, excel)
    body = page.content.decode()
    assert "ข้อความในไฟล์" in body
    assert "ข้อความของเพื่อน" in body
    again = confirm(client, page, draft)
    assert again.status_code == 200
    assert Proposal.objects.get().answered()["impact"] == "ข้อความของเพื่อน"
    clash = again.context["rows"][0][3]
    done = confirm(client, again, draft, **{"_choice-impact": clash.keep_mine})

    assert done.status_code == 302
    assert Proposal.objects.get().answered()["impact"] == "ข้อความในไฟล์"
    assert KeptText.objects.filter(question="impact").exists()


def test_what_only_somebody_else_changed_stays_theirs(client, draft):
    excel = Excel(workbook(draft))
    services.save_step(draft, 6, {"impact": "ข้อความของเพื่อน"}, submitter(draft))

    page = send(client, draft, excel)

    assert list(page.context["rows"]) == []


def test_the_file_of_another_proposal_is_told(client, draft):
    other = complete_proposal(call=draft.call)
    excel = Excel(workbook(other)).type("t:impact", "เรื่องอื่น")

    page = send(client, draft, excel)

    assert other.code in page.content.decode()
    assert page.context["base"] == 0


def test_a_returned_proposal_takes_the_named_fields_only(client_of):
    proposal = complete_proposal(call=CallFactory(open_now=True), state=State.RETURNED)
    client = client_of(submitter(proposal))

    page = send(client, proposal, Excel(workbook(proposal)).type("t:impact", "อื่น"))

    assert list(page.context["rows"]) == []


def test_closed_meanwhile_it_is_kept_beside_and_told(client, draft):
    page = send(client, draft, Excel(workbook(draft)).type("t:impact", "สายไป"))
    hour = timedelta(hours=1)
    Call.objects.update(opens_at=clock.now() - 2 * hour, closes_at=clock.now() - hour)

    answer = confirm(client, page, draft)

    assert answer.url == draft.get_absolute_url()
    assert KeptText.objects.get(question="impact").value == "สายไป"
    assert Proposal.objects.get().answered().get("impact") != "สายไป"
    for name in ("offline", "offline_file"):
        assert client.get(url(name, draft)).url == draft.get_absolute_url()


def test_handed_in_a_moment_before_it_is_kept_too(client, draft):
    page = send(client, draft, Excel(workbook(draft)).type("t:impact", "ช้าไปหนึ่งวินาที"))
    Proposal.objects.filter(pk=draft.pk).update(**{"state": State.SUBMITTED})

    answer = confirm(client, page, draft)

    assert answer.url == draft.get_absolute_url()
    assert KeptText.objects.get(question="impact").value == "ช้าไปหนึ่งวินาที"


def test_a_draft_without_answers_takes_a_file(client_of):
    proposal = ProposalFactory(call=CallFactory(open_now=True))
    client = client_of(submitter(proposal))

    page = send(client, proposal, Excel(workbook(proposal)).type("t:impact", "ดีขึ้น"))
    confirm(client, page, proposal)

    assert Proposal.objects.get().answered()["impact"] == "ดีขึ้น"


def test_a_sheet_that_was_thrown_away_says_nothing(client, draft):
    excel = Excel(workbook(draft)).type("t:impact", "ดีขึ้น")
    excel.book.remove(excel.book[lines.SHEET.format(6)])

    page = send(client, draft, excel)

    assert list(page.context["rows"]) == []
