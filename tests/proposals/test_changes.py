"""What has changed since the proposal was returned, and what the letter quoted."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from proposals import services
from proposals.models import Proposal, ReturnItem
from proposals.quoting import MOST, shortened
from proposals.services.submitting import freeze
from proposals.states import State
from pyp_portal.outbox.models import Message
from tests.factories.accounts import UserFactory
from tests.factories.proposals import complete_proposal, submitter
from tests.proposals.browsing import url

pytestmark = pytest.mark.django_db
DEFECTS = [
    {"question": "F22", "defect_th": "ไม่ได้บอกที่มา", "request_th": "เพิ่มเวทีประชาคม"},
    {"question": "F35", "defect_th": "ยังไม่มีใครตกลง", "request_th": "หาภาคีที่ตกลงแล้ว"},
]


@pytest.fixture(autouse=True)
def december(at):
    return at("2024-12-20 10:00")


@pytest.fixture
def officer():
    return UserFactory(staff=True)


@pytest.fixture
def returned(officer):
    proposal = complete_proposal(state=State.SCREENING, case_owner=officer)
    freeze(proposal, proposal.owner)
    services.write_return(proposal, DEFECTS, officer)
    return services.return_for_revision(proposal, officer)


def revised(proposal, by, **answers):
    services.save_answers(proposal, answers, by)
    services.resubmit(proposal, by)


def seen(client, proposal, **query):
    """The changes by F-number, and the questions named but not changed."""
    context = client.get(url("changes", proposal.code, **query)).context
    found = {c.question.code: c for _n, _t, changes in context["steps"] for c, _asked in changes}
    return found, [question.code for question in context["unanswered"]]


def test_only_what_was_changed_is_shown_with_what_was_asked(client_of, returned, officer):
    old = returned.answered()["area_need_evidence"]
    revised(returned, submitter(returned), area_need_evidence=f"{old} เวทีประชาคม")

    page = client_of(officer).get(url("changes", returned.code))

    found, untouched = seen(client_of(officer), returned)
    assert (list(found), untouched) == (["F22"], ["F35"])
    assert [p.kind.value for p in found["F22"].pieces] == ["same", "new"]
    assert "เพิ่มเวทีประชาคม" in page.content.decode()


def test_all_fields_are_there_when_asked_for(client_of, returned, officer):
    revised(returned, submitter(returned), area_need_evidence="เวทีประชาคม 3 ครั้ง")

    found, _untouched = seen(client_of(officer), returned, all=1)

    assert {"F06", "F12", "F35"} < set(found)
    assert [code for code, change in found.items() if change.is_changed] == ["F22"]


def test_a_changed_row_shows_its_cell(client_of, returned, officer):
    rows = returned.answered()["partners"]
    rows[1] = rows[1] | {"status": "AGREED"}
    revised(returned, submitter(returned), partners=rows)

    found, untouched = seen(client_of(officer), returned)

    kinds = [{p.kind.value for cell in row.cells for p in cell} for row in found["F35"].rows]
    assert kinds == [{"same"}, {"same", "old", "new"}]
    assert untouched == ["F22"]


def test_while_it_is_being_revised_the_agency_sees_its_own_changes(client_of, returned):
    person = submitter(returned)
    services.save_answers(returned, {"area_need_evidence": "เวทีประชาคม 3 ครั้ง"}, person)

    found, untouched = seen(client_of(person), returned)

    assert (list(found), untouched) == (["F22"], ["F35"])


def test_an_earlier_version_can_be_chosen(client_of, returned, officer):
    revised(returned, submitter(returned), area_need_evidence="เวทีประชาคม 3 ครั้ง")
    services.mend(returned, "contact_name", "ใบเตย ใจดี", "พิมพ์ชื่อสกุลตกไป", officer)
    client = client_of(officer)

    assert list(seen(client, returned)[0]) == ["F06"]
    assert list(seen(client, returned, **{"from": 1})[0]) == ["F06", "F22"]
    for odd in ("9", "x", "3", "-1"):
        assert list(seen(client, returned, **{"from": odd})[0]) == ["F06"]


def test_one_version_has_nothing_to_compare(client_of, officer):
    proposal = complete_proposal(state=State.SUBMITTED)
    freeze(proposal, proposal.owner)

    context = client_of(officer).get(url("changes", proposal.code)).context

    assert (context["base"], context["steps"]) == (None, [])
    assert "changes" not in [tab.name for tab in context["tabs"]]


def test_screen_readers_hear_what_was_taken_out_and_added(client_of, returned, officer):
    revised(returned, submitter(returned), area_need_evidence="ถามใหม่ทั้งหมด")

    body = client_of(officer).get(url("changes", returned.code)).content.decode()

    assert '<del><span class="visually-hidden">ตัดออก: </span>' in body
    assert '<ins><span class="visually-hidden">เพิ่ม: </span>' in body


def test_words_typed_as_markup_stay_words(client_of, returned, officer):
    revised(returned, submitter(returned), area_need_evidence="<script>alert(1)</script> เวที")

    body = client_of(officer).get(url("changes", returned.code)).content.decode()

    assert "<script>alert" not in body


def test_the_page_costs_the_same_with_more_changes(client_of, returned, officer):
    person, client = submitter(returned), client_of(officer)
    services.save_answers(returned, {"area_need_evidence": "เวที"}, person)
    costs = []
    for rows in (1, 3):
        partners = returned.answered()["partners"] * rows
        for number, row in enumerate(partners):
            row["name_th"] = f"ภาคีที่ {number}"
        services.save_answers(Proposal.objects.get(), {"partners": partners}, person)
        with CaptureQueriesContext(connection) as asked:
            client.get(url("changes", returned.code))
        costs.append(len(asked))

    assert costs[0] == costs[1]


# --- The letter --------------------------------------------------------------------------------


def test_the_letter_quotes_the_answer_field_by_field(returned):
    quoted = dict(ReturnItem.objects.values_list("question", "quote_th"))

    assert quoted["F22"] == returned.answered()["area_need_evidence"]
    assert "ที่ทำการปกครองอำเภอ" in quoted["F35"]
    told = Message.objects.filter(template="proposals/emails/returned.txt")
    assert {quoted["F22"] in message.body for message in told} == {True}


def test_the_agency_reads_the_quotation_beside_the_defect(client_of, returned):
    page = client_of(submitter(returned)).get(url("review", returned.code))

    assert f"“{returned.answered()['area_need_evidence']}”" in page.content.decode()


def test_the_quotation_stays_when_the_answer_changes(returned):
    old = returned.answered()["area_need_evidence"]

    services.save_answers(returned, {"area_need_evidence": "ใหม่"}, submitter(returned))

    assert ReturnItem.objects.get(question="F22").quote_th == old


@pytest.mark.parametrize("text", ["น้ำท่วม " * 200, "น้ำ" * 400, "เ" * 300 + "ก้ำ" * 300])
def test_a_long_quotation_is_short_and_whole_at_its_end(text):
    short = shortened(text)

    assert len(short) <= MOST
    assert text.startswith(short[:-1])
    assert text[len(short) - 1] not in "้ำ่"


def test_a_short_quotation_is_left_alone():
    assert shortened("น้ำท่วม") == "น้ำท่วม"


def test_s15_both_texts_of_a_change_are_escaped(client_of, returned, officer):
    """What was, what is, and what the letter quotes: all of it is text."""
    evil = "<img src=x onerror=alert(1)>"
    old = returned.answered()["area_need_evidence"]
    revised(returned, submitter(returned), area_need_evidence=f"{old} {evil} หนึ่ง")

    page = client_of(officer).get(url("changes", returned.code)).content.decode()

    assert "<img src=x" not in page
    assert "&lt;img" in page
