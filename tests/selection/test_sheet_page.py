"""The page of a score sheet: saved while one writes, both texts of a clash, the own note."""

import json
import re

import pytest
from django.utils.translation import gettext as _

from proposals.stamps import digest
from selection import services
from selection.kinds import Remarks
from selection.models import PrivateNote
from tests.factories.accounts import UserFactory
from tests.factories.reading import drawn_attachment
from tests.factories.selection import (
    DOC_CODES,
    DUE,
    REASON,
    fresh,
    plan_of,
    ready_proposal,
    seat_members,
    submit,
)

pytestmark = pytest.mark.django_db
SECRET = "บันทึกที่ไม่ให้ใครเห็น"
WHOLE = dict.fromkeys(DOC_CODES, "4")


@pytest.fixture
def plan(at):
    at("2025-01-25 10:00")
    return plan_of(min_reviewers=1)


@pytest.fixture
def seats(plan):
    return seat_members(plan, 2)


@pytest.fixture
def sheet(plan, seats):
    services.open_review([ready_proposal(plan, seats[1:])], due=DUE)
    return seats[1].sheets.get()


@pytest.fixture
def client(sheet, client_of):
    return client_of(sheet.seat.user)


def text(response):
    return response.content.decode()


def send(client, sheet, names, **values):
    """What the script of the page sends, and what it is told."""
    posted = {"_q": names.split(), "version": "0", "_tab": "a", "_turn": "1"} | values
    response = client.post(f"{sheet.get_absolute_url()}save/", posted)
    return response.status_code, json.loads(response.content)


def test_a_field_is_saved_without_a_press(sheet, client):
    code, told = send(client, sheet, "D1", D1="4")

    assert (code, told["state"], told["version"]) == (200, "saved", 1)
    assert told["saved"] == {"D1": digest(4)}
    assert fresh(sheet).points() == {"D1": 4}


def test_what_is_wrong_is_told_beside_it_and_the_rest_is_saved(sheet, client):
    code, told = send(client, sheet, "D1 strength advice", D1="9", strength="ก" * 2001, advice="ดี")

    assert (code, told["state"]) == (200, "invalid")
    assert set(told["errors"]) == {"D1", "strength"}
    assert (fresh(sheet).advice_th, fresh(sheet).points()) == ("ดี", {})


def test_another_tab_is_told_of_both_texts_and_the_choice_is_kept(sheet, client):
    send(client, sheet, "advice confidence", advice="จากหน้าต่างแรก", confidence="1")
    typed = {"advice": "จากหน้าต่างที่สอง", "confidence": "3", "_tab": "b"}
    code, told = send(client, sheet, "advice confidence", **typed)
    chosen = {"_choice-advice": "theirs:1", "_choice-confidence": "mine:1"}
    _code, after = send(client, sheet, "advice confidence", **typed, **chosen)

    assert (code, told["state"], set(told["clashes"])) == (409, "clash", {"advice", "confidence"})
    assert "จากหน้าต่างแรก" in told["clashes"]["advice"]
    assert _("Very") in told["clashes"]["confidence"]
    assert "จากหน้าต่างแรก" in after["blocks"]["advice"]
    assert (fresh(sheet).advice_th, fresh(sheet).confidence) == ("จากหน้าต่างแรก", 3)
    assert PrivateNote.objects.get().text == "จากหน้าต่างที่สอง"


def test_without_script_a_clash_stands_on_the_page_and_a_choice_settles_it(sheet, client):
    url = sheet.get_absolute_url()
    send(client, sheet, "advice", advice="จากหน้าต่างแรก")
    posted = {"advice": "จากหน้าต่างที่สอง", "D2": "3", "version": "0", "save": "1"}
    page = text(client.post(url, posted))
    again = text(client.post(url, posted | {"version": "2", "_seen-advice": "0"}))
    client.post(url, posted | {"version": "2", "_choice-advice": "mine:1"})

    assert 'name="_choice-advice"' in page
    assert 'name="_seen-advice" value="0"' in page
    assert 'name="version" value="2"' in page  # the rest is saved
    assert 'name="_choice-advice"' in again  # never overwritten unseen
    assert fresh(sheet).advice_th == "จากหน้าต่างที่สอง"


def test_somebody_else_at_this_browser_saves_nothing(sheet, client):
    code, told = send(client, sheet, "D1", D1="4", _as="0")

    assert (code, told["state"], fresh(sheet).points()) == (403, "other_person", {})


def test_a_sheet_that_is_in_refuses_and_still_takes_the_note(sheet, client):
    submit(sheet.seat, sheet.proposal)
    code, told = send(client, sheet, "D1 note", D1="1", note=SECRET)
    client.post(
        sheet.get_absolute_url(), {"note": f"{SECRET} ต่อ", "version": "3", "keep_note": "1"}
    )
    page = text(client.get(sheet.get_absolute_url()))

    assert (code, told["state"]) == (409, "refused")
    assert told["saved"]["note"] == digest(SECRET)
    assert f"{SECRET} ต่อ" in page
    assert 'data-question="note"' in page
    assert 'data-question="D1"' not in page


def test_a_note_typed_in_two_tabs_comes_back_whole(sheet, client):
    send(client, sheet, "note", note="หนึ่ง")
    code, told = send(client, sheet, "note", note="สอง", _tab="b")

    assert (code, told["saved"]) == (200, {})
    assert "สอง\n\nหนึ่ง" in told["blocks"]["note"]


def test_a_note_is_for_nobody_else(plan, sheet, client, client_of):
    send(client, sheet, "note", note=SECRET)
    submit(sheet.seat, sheet.proposal)
    url, code = sheet.get_absolute_url(), sheet.proposal.code
    pages = [url, f"/selection/proposals/{code}/sheets/", "/selection/2568/board/"]
    people = [UserFactory(staff=True), UserFactory(auditor=True), UserFactory(director=True)]

    seen = [text(client_of(person).get(page)) for person in people for page in pages]

    assert SECRET in text(client.get(url))
    assert [page for page in seen if SECRET in page or 'name="note"' in page] == []


@pytest.mark.parametrize(
    ("remarks", "boxes", "opened"), [(Remarks.OFF, 0, 0), (Remarks.REQUIRED, 6, 6)]
)
def test_the_plan_says_whether_reasons_are_written(plan, sheet, client, remarks, boxes, opened):
    type(plan).objects.update(remarks=remarks)
    page = text(client.get(sheet.get_absolute_url()))
    said = client.post(sheet.get_absolute_url(), WHOLE | {"version": "0", "submit": "1"})

    assert page.count('_comment" rows=') == boxes
    assert len(re.findall(r'<details class="criterion"[^>]* open>', text(said))) == opened
    assert bool(fresh(sheet).submitted_at) is (remarks == Remarks.OFF)


def test_half_points_are_offered_where_the_plan_has_them(plan, sheet, client):
    type(plan).objects.update(half_points=True)

    assert text(client.get(sheet.get_absolute_url())).count('name="D1" value="') == 9


def test_pages_of_attachments_stand_beside_the_rubric(sheet, client):
    attachment = drawn_attachment(sheet.proposal, pages=2)
    page = text(client.get(sheet.get_absolute_url()))

    assert page.count("<img") == 2
    assert f"/selection/pages/{attachment.uid}/2/" in page
    assert 'href="#files"' in page


def test_abstaining_through_the_pages_and_asked_again(sheet, client, client_of):
    url, officer = sheet.get_absolute_url(), client_of(UserFactory(staff=True))
    sheets = f"/selection/proposals/{sheet.proposal.code}/sheets/"
    client.post(f"{url}abstain/", {"reason": REASON})
    mine, tasks = text(client.get(url)), text(client.get("/selection/2568/tasks/"))
    told = text(officer.get(sheets))
    again = officer.post(f"{url}abstained/", {"reason": REASON})

    assert _("You gave no points here. The secretary can open the sheet again.") in mine
    assert _("Abstained: no points") in tasks
    assert REASON in told
    assert again.url == sheets
    assert fresh(sheet).is_waiting


def test_the_list_says_what_is_done_and_what_is_left(plan, seats, sheet, client):
    second = ready_proposal(plan, seats[1:])
    services.open_review([second], due=DUE)
    submit(seats[1], second)

    page = text(client.get("/selection/2568/tasks/"))

    assert _("%(done)s of %(all)s are done") % {"done": 1, "all": 2} in page
    assert '<progress value="1" max="2"' in page
