"""Saving by the page: what a script is answered, and how a page without script shows a clash."""

import json

import pytest

from proposals.models import Edit, KeptText, Proposal
from tests.factories.proposals import complete_proposal, submitter
from tests.proposals.browsing import fields_of, url
from tests.proposals.tabs import WORDS, Tab, forty_kilobytes

pytestmark = pytest.mark.django_db
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture(autouse=True)
def december(at):
    return at("2024-12-20 10:00")


@pytest.fixture
def proposal():
    return complete_proposal()


@pytest.fixture
def nim(proposal):
    return submitter(proposal)


@pytest.fixture
def noi(proposal):
    return submitter(proposal)


@pytest.fixture
def tab(client_of, proposal):
    return lambda person, number=6: Tab(client_of(person), proposal, number)


def stands(key):
    return Proposal.objects.get().answered().get(key)


# --- Saved -------------------------------------------------------------------------------


def test_a_field_is_saved_and_the_page_told(tab, nim):
    answer = tab(nim).save(impact="พิมพ์แล้ว")

    told = answer.json()
    assert (answer.status_code, told["state"], told["version"]) == (200, "saved", 2)
    assert told["at"] == "10.00 น."
    assert list(told["saved"]) == ["impact"]
    assert stands("impact") == "พิมพ์แล้ว"


@pytest.mark.parametrize(
    ("typed", "is_mended"), [("น\u0e4d\u0e32ท่วม", True), ("น้ำท่วม  ทุกปี ", False), ("", False)]
)
def test_v11_a_text_that_was_mended_is_told(tab, nim, typed, is_mended):
    told = tab(nim).save(impact=typed).json()

    assert told["mended"] is is_mended


def test_v11_a_row_that_was_mended_is_told(tab, nim):
    words = {"target_group-0-group_th": "ผู้ทำนา", "target_group-0-count": "๑๒"}
    assert tab(nim, 3).save(**words).json()["mended"] is False

    words["target_group-0-group_th"] = "ผู้ท\u0e4d\u0e32นา"
    assert tab(nim, 3).save(**words).json()["mended"] is True
    assert stands("target_group")[0]["group_th"] == "ผู้ทำนา"


def test_only_what_is_sent_is_touched(tab, nim):
    before = Proposal.objects.get().answered()

    tab(nim).save(impact="พิมพ์แล้ว")

    assert Proposal.objects.get().answered() == before | {"impact": "พิมพ์แล้ว"}


def test_what_is_too_long_is_told_beside_its_field_and_the_rest_saved(tab, nim):
    answer = tab(nim).save(impact="ก" * 601, innovation="ใหม่")

    told = answer.json()
    assert (answer.status_code, told["state"]) == (200, "invalid")
    assert told["errors"] == {"impact": [["impact", "ยาวเกิน 1 ตัวอักษร โปรดตัดให้ไม่เกิน 600"]]} or (
        list(told["errors"]) == ["impact"]
    )
    assert list(told["saved"]) == ["innovation"]
    assert (stands("impact"), stands("innovation")) == (None, "ใหม่")


def test_a_wrong_cell_keeps_its_rows_as_they_were(tab, nim):
    before = stands("target_group")

    answer = tab(nim, 3).save(**{"target_group-0-count": "มาก", "target_group-0-unit_th": "คน"})

    [[control, text]] = answer.json()["errors"]["target_group"]
    assert control == "target_group-0-count"
    assert text.startswith("1. ")
    assert stands("target_group") == before


def test_broken_thai_is_mended_and_does_not_look_changed_afterwards(tab, nim):
    page = tab(nim)
    page.save(impact="นํ้าท่วม\u200bที่ตํ\u0e32บล")

    page.save(impact="นํ้าท่วม\u200bที่ตํ\u0e32บล")

    assert stands("impact") == "น้ำท่วมที่ตำบล"
    assert (Edit.objects.count(), Proposal.objects.get().version) == (1, 2)


def test_forty_kilobytes_of_thai_text_are_saved_whole(tab, nim):
    sent = forty_kilobytes()

    answer = tab(nim, 5).save(**sent)

    assert answer.json()["errors"] == {}
    assert stands("approach") == sent["approach"]
    assert [row["engagement_th"] for row in stands("stakeholders")] == [WORDS * 6] * 20
    kept = json.dumps(Proposal.objects.get().answers.data, ensure_ascii=False)
    assert len(kept.encode()) > 40_000


# --- Two at once -----------------------------------------------------------------------------


def test_the_second_is_answered_409_with_both_texts(tab, nim, noi):
    first, second = tab(nim), tab(noi)
    first.save(impact="ของนิ่ม")

    answer = second.save(impact="ของน้อย", innovation="ช่องอื่น")

    told = answer.json()
    assert (answer.status_code, told["state"]) == (409, "clash")
    assert list(told["saved"]) == ["innovation"]
    html = told["clashes"]["impact"]
    assert "ของนิ่ม" in html
    assert "ของน้อย" in html
    assert str(nim) in html
    assert stands("impact") == "ของนิ่ม"


def test_my_text_is_chosen(tab, nim, noi):
    first, second = tab(nim), tab(noi)
    first.save(impact="ของนิ่ม")
    second.save(impact="ของน้อย")

    answer = second.save(**{"impact": "ของน้อย", "_choice-impact": "mine:2"})

    assert answer.json()["state"] == "saved"
    assert stands("impact") == "ของน้อย"
    assert KeptText.objects.get().value == "ของนิ่ม"


def test_their_text_is_chosen_and_the_question_comes_back_with_it(tab, nim, noi):
    first, second = tab(nim), tab(noi)
    first.save(impact="ของนิ่ม")
    second.save(impact="ของน้อย")

    told = second.save(**{"impact": "ของน้อย", "_choice-impact": "theirs:2"}).json()

    assert told["state"] == "saved"
    assert "ของนิ่ม</textarea>" in told["blocks"]["impact"]
    assert 'name="_seen-impact" value="2"' in told["blocks"]["impact"]
    assert stands("impact") == "ของนิ่ม"
    assert KeptText.objects.get().value == "ของน้อย"


def test_s15_both_texts_are_escaped_wherever_they_are_shown(tab, nim, noi, client_of):
    first, second = tab(nim, 3), tab(noi, 3)
    evil = {"past_efforts": f"หนึ่ง{SCRIPT}", "target_group-0-group_th": f"แถว{SCRIPT}"}
    first.save(**evil)

    told = second.save(**{name: value.replace("1", "2") for name, value in evil.items()})
    shown = second.go_on(**{name: value.replace("1", "3") for name, value in evil.items()})
    kept = client_of(nim).get(url("kept", Proposal.objects.get().code))

    assert sorted(told.json()["clashes"]) == ["past_efforts", "target_group"]
    for html in [*told.json()["clashes"].values(), shown.content.decode(), kept.content.decode()]:
        assert "<script>alert" not in html
        assert "&lt;script&gt;alert(" in html


def test_without_script_the_step_comes_back_with_both_texts_and_a_choice(tab, nim, noi):
    first, second = tab(nim), tab(noi)
    assert first.go_on(impact="ของนิ่ม").status_code == 302

    page = second.go_on(impact="ของน้อย", innovation="ช่องอื่น")

    body = page.content.decode()
    assert page.status_code == 200
    assert body.count('name="_choice-impact"') == 2
    assert "ของนิ่ม" in body
    assert "ของน้อย</textarea>" in body
    assert (stands("impact"), stands("innovation")) == ("ของนิ่ม", "ช่องอื่น")
    second.fields |= fields_of(page)
    assert second.go_on().status_code == 200  # nothing was chosen yet
    assert second.go_on(**{"_choice-impact": "mine:2"}).status_code == 302
    assert stands("impact") == "ของน้อย"


def test_without_script_rows_clash_in_words(tab, nim, noi):
    first, second = tab(nim, 3), tab(noi, 3)
    first.go_on(**{"target_group-0-count": "500"})

    page = second.go_on(**{"target_group-0-count": "600"})

    body = page.content.decode()
    assert "<td>500</td>" in body
    assert "<td>600</td>" in body
    second.fields |= fields_of(page)
    assert second.go_on(**{"_choice-target_group": "theirs:2"}).status_code == 302
    assert stands("target_group")[0]["count"] == 500
    assert KeptText.objects.get().value[0]["count"] == 600


def test_fields_that_a_page_did_not_change_do_not_clash(tab, nim, noi):
    first, second = tab(nim), tab(noi)
    first.save(impact="ของนิ่ม")

    answer = second.go_on(innovation="ช่องอื่น")

    assert answer.status_code == 302
    assert (stands("impact"), stands("innovation")) == ("ของนิ่ม", "ช่องอื่น")
    assert not KeptText.objects.exists()


# --- Cheap ----------------------------------------------------------------------


@pytest.mark.postgres
def test_a_save_takes_few_statements(tab, nim, django_assert_max_num_queries):
    page = tab(nim)
    page.save(impact="ก")

    with django_assert_max_num_queries(16):
        answer = page.save(impact="กข")

    assert answer.json()["state"] == "saved"
