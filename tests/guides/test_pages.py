"""The guides on pages: one's own first, in the reader's language, and linked from the others."""

import pytest
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse

from pyp_portal.guides import places, reading, shelf
from selection.kinds import SeatRole
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.selection import SeatFactory

pytestmark = pytest.mark.django_db


def own_of(client):
    """The guides of somebody who is signed in, without the one for everybody, the last."""
    *own, last = client.get(reverse("guides:guides")).context["own"]
    assert last.name == "everyone"
    return [guide.name for guide in own]


def test_a_visitor_is_shown_what_visitors_do_and_all_others():
    page = Client().get(reverse("guides:guides"))

    assert [guide.name for guide in page.context["own"]] == ["citizen", "applicant"]
    assert {guide.name for guide in page.context["others"]} == set(shelf.SHELF) - {
        "citizen",
        "applicant",
    }


@pytest.mark.parametrize(
    ("traits", "names"),
    [
        ({"staff": True}, ["officer"]),
        ({"director": True}, ["director", "executive", "officer"]),
        ({"auditor": True}, ["auditor"]),
        ({"admin": True}, ["admin", "data-protection"]),
    ],
)
def test_the_office_is_shown_its_own_guides(client_of, traits, names):
    assert own_of(client_of(UserFactory(**traits))) == names


def test_who_writes_and_who_endorses_for_an_agency(client_of):
    editor = MembershipFactory(can_edit=True).user
    head = MembershipFactory(can_endorse=True).user

    assert own_of(client_of(editor)) == ["applicant"]
    assert own_of(client_of(head)) == ["head", "applicant"]


@pytest.mark.parametrize(
    ("role", "name"),
    [
        (SeatRole.CHAIR, "committee"),
        (SeatRole.SECRETARY, "secretary"),
        (SeatRole.ADVISER_NO_VOTE, "adviser"),
    ],
)
def test_a_seat_in_the_committee_has_its_guide(client_of, role, name):
    assert own_of(client_of(SeatFactory(role=role).user)) == [name]


def test_words_are_found_and_lead_to_their_heading():
    page = Client().get(reverse("guides:guides"), {"q": "รับรองข้อเสนอนี้"})

    assert 'href="/guides/head/#endorse"' in page.content.decode()


def test_what_is_not_found_is_said_and_markup_is_text():
    page = Client().get(reverse("guides:guides"), {"q": "<b>ไม่มีคำนี้</b>"}).content.decode()

    assert "&lt;b&gt;ไม่มีคำนี้" in page
    assert "<b>ไม่มีคำนี้" not in page


def test_in_english_stands_the_short_guide_and_the_way_to_the_whole_one(settings):
    client = Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    address = reverse("guides:guide", args=["applicant"])

    short = client.get(address).content.decode()
    whole = client.get(address, {"whole": ""}).content.decode()

    assert "Guide for applicants" in short
    assert '<h2 id="submit">Submit</h2>' in short
    assert 'href="?whole"' in short
    assert '<article class="guide" lang="th">' in whole
    assert "คู่มือผู้เสนอ" in whole


def test_a_guide_that_is_not_there_is_not_found():
    assert Client().get("/guides/readme/").status_code == 404
    assert Client().get("/guides/nobody/pdf/").status_code == 404


def test_each_place_is_a_page_and_a_heading():
    headings = {
        (name, section.anchor)
        for name in shelf.SHELF
        for section in reading.guide(name, "th").sections
    }
    told = {place for listed in places.PLACES.values() for place in listed}

    assert told - headings == set()
    assert [name for name in places.PLACES if not is_page(name)] == []


def is_page(name):
    """Some page has this name, whatever it wants to know besides."""
    try:
        reverse(name)
    except NoReverseMatch as error:
        return "not a valid view function or pattern name" not in str(error)
    return get_resolver() is not None


def test_a_page_leads_to_the_heading_that_tells_of_it_by_role(client_of):
    address = reverse("proposals:list")
    head = MembershipFactory(can_endorse=True).user

    assert "/guides/applicant/#after" in client_of(head).get(address).content.decode()
    officer = client_of(UserFactory(staff=True)).get(address).content.decode()
    assert "/guides/officer/#list" in officer
    assert "/guides/applicant/" not in officer


def test_who_asks_the_office_is_shown_the_guide_of_the_page_they_came_from():
    client, ask = Client(), reverse("proposals:ask")

    came = client.get(ask, {"from": reverse("public:statistics")}).content.decode()
    lost = client.get(ask, {"from": "//evil"}).content.decode()

    assert "/guides/citizen/#data" in came
    assert 'href="/guides/"' in lost
    assert "/guides/citizen/" not in lost
