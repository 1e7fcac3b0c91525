"""Slides that come part by part, over a line that breaks: they go on, and count once."""

import hashlib
from datetime import timedelta

import pytest

from proposals.states import State
from pyp_portal import clock
from pyp_portal.uploads.models import Incoming
from selection import services
from selection.models import SlideDeck
from selection.services import slides
from tests.factories.accounts import UserFactory
from tests.factories.pitches import text, url
from tests.factories.proposals import ProposalFactory, pdf, submitter
from tests.factories.selection import fresh, plan_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def ahead(at):
    """A slot five days ahead, whose agency was told."""
    at("2025-02-13 09:00")
    plan = plan_of()
    session = services.open_session(
        plan, starts_at=clock.now() + timedelta(days=5), place_th="ห้องประชุม"
    )
    slot = services.schedule(session, [ProposalFactory(call=plan.call, state=State.SHORTLISTED)])[0]
    services.publish_schedule(session)
    return fresh(slot)


@pytest.fixture
def agency(ahead, client_of):
    return client_of(submitter(ahead.proposal))


def announce(client, slot, content, name="สไลด์.pdf"):
    facts = {"kind": "slides", "name": name, "size": len(content), "changed": "7"}
    return client.post(url("begin_slides", slot), facts)


def put(client, slot, begun, part, offset):
    return client.put(
        f"{url('begin_slides', slot)}{begun['uid']}/",
        part,
        content_type="application/octet-stream",
        headers={
            "X-Part-Offset": str(offset),
            "X-Part-SHA256": hashlib.sha256(part).hexdigest(),
        },
    )


def finish(client, slot, begun, **more):
    return client.post(f"{url('begin_slides', slot)}{begun['uid']}/finish/", **more)


def whole(client, slot, content):
    """What the page is told after all parts have come."""
    begun = announce(client, slot, content).json()
    put(client, slot, begun, content, 0)
    return begun


def test_after_a_break_they_go_on_and_are_shown_once(ahead, agency):
    content = pdf()
    begun = announce(agency, ahead, content).json()
    put(agency, ahead, begun, content[:100], 0)
    page = text(agency.get(url("slot", ahead)))

    again = announce(agency, ahead, content).json()
    assert (again["uid"], again["received"]) == (begun["uid"], 100)
    assert put(agency, ahead, again, content[100:], 100).json()["received"] == len(content)
    told = [finish(agency, ahead, again).json() for _each in range(2)]

    assert "เลือกไฟล์เดิมอีกครั้ง" in page
    assert told[0] == told[1]
    deck = SlideDeck.objects.get()
    assert url("slides", deck) in told[0]["html"]
    assert b"".join(agency.get(url("slides", deck))) == content
    assert slides.deck_of(ahead) == deck


def test_other_slides_take_the_place_of_those_begun(ahead, agency):
    first = announce(agency, ahead, pdf(3), "เก่า.pdf").json()
    announce(agency, ahead, pdf(), "ใหม่.pdf")

    assert Incoming.objects.get().name == "ใหม่.pdf"
    assert finish(agency, ahead, first).status_code == 404


def test_whose_time_ran_out_on_the_way_is_told_what_to_do(ahead, agency, client_of, at):
    begun = whole(agency, ahead, pdf())
    at(ahead.session.slides_due)

    late = finish(agency, ahead, begun)
    page = finish(agency, ahead, begun, headers={"Accept": "text/html"}, follow=True)

    assert late.status_code == 409
    assert "โปรดนำไฟล์มาในวันนำเสนอ" in late.json()["error"]
    assert "โปรดนำไฟล์มาในวันนำเสนอ" in text(page)
    assert announce(agency, ahead, pdf(3), "b.pdf").status_code == 409
    assert not SlideDeck.objects.exists()
    officer = client_of(UserFactory(staff=True))
    assert finish(officer, ahead, whole(officer, ahead, pdf())).status_code == 200


@pytest.mark.parametrize(
    ("content", "size", "sentence"),
    [(b"MZ" + b"x" * 200, None, "PDF"), (b"x", 31 * 2**20, "30")],
)
def test_what_are_no_slides_is_said_at_the_start(ahead, agency, content, size, sentence):
    facts = {"name": "a.pdf", "size": size or len(content), "changed": "7"}
    told = agency.post(url("begin_slides", ahead), facts)
    if told.status_code == 200:
        told = put(agency, ahead, told.json(), content, 0)

    assert told.status_code == 400
    assert sentence in told.json()["error"]
    assert not Incoming.objects.exists()


def test_what_one_sends_nobody_else_ends_or_drops(ahead, agency, client_of):
    begun = whole(agency, ahead, pdf())
    officer, stranger = client_of(UserFactory(staff=True)), client_of(UserFactory())
    address = f"{url('begin_slides', ahead)}{begun['uid']}/"

    codes = [one.post(f"{address}drop/").status_code for one in (officer, stranger)]

    assert codes == [404, 404]
    assert "สไลด์.pdf" not in text(officer.get(url("slot", ahead)))
    gone = agency.post(f"{address}drop/", headers={"Accept": "text/html"}, follow=True)
    assert "สไลด์.pdf" not in text(gone)
    assert not Incoming.objects.exists()
