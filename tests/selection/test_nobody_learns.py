"""Before a release nobody learns it early: every page stays the same, byte for byte (S10)."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from proposals.states import State
from pyp_portal.outbox.models import Message
from pyp_portal.papers.kinds import Kind
from pyp_portal.papers.models import Paper
from selection import services
from selection.kinds import AnnouncementKind, Outcome
from selection.services import letters
from tests.access.test_matrix import NOT_OURS, url_names
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.proposals import submitter
from tests.factories.selection import announced, decided, fresh, plan_of, seat_members

pytestmark = [pytest.mark.django_db, pytest.mark.no_cover]
CHANGING = re.compile(
    r'(csrfmiddlewaretoken" value|name="seal" value|nonce|X-CSRFToken":)="?[^">]*"'
)
READS = {"anonymous": 5, "applicant": 20, "colleague": 20, "member": 20}  # pages at least
TELLING = {  # a page that does change once the results are out
    "anonymous": lambda proposal: ["call"],
    "applicant": lambda proposal: ["proposals:detail", None, [proposal.code]],
    "colleague": lambda proposal: ["proposals:detail", None, [proposal.code]],
    "member": lambda proposal: ["selection:announcements", None, [2568]],
}
OWN_DATA = "privacy:mine"  # asked last: what is held about one grows by what one has just read
QUERIES = ("?q=ประเด็น", "?sort=state", "?sort=-updated", "?state=selected", "?state=reserve")


@pytest.fixture
def year(at):
    """(plan, director, member, the three who wait) of a decided year that is not announced."""
    at("2025-02-13 10:00")
    plan = plan_of(
        min_reviewers=2,
        reserve_valid_until=date(2025, 6, 30),
        release_hold=10,
        approved_letters=True,
    )
    director, seats = UserFactory(director=True), seat_members(plan, 2)
    outcomes = [Outcome.SELECTED, Outcome.RESERVE, Outcome.NOT_SELECTED]
    _meeting, proposals = decided(plan, seats, director, outcomes)
    return plan, director, seats[1].user, proposals


def press(plan, director):
    """Everything up to the hold: drafted, written, approved, signed, pressed."""
    clerk = UserFactory(staff=True)
    signed = announced(plan, AnnouncementKind.RESULT, by=director)
    letters.merge(signed, by=clerk)
    letters.approve_clean(signed, by=director, visible=plan.call.proposals.all())
    services.write_memorandum(signed, by=director)
    return services.press_release(signed, by=director)


def addresses(proposal):
    """Every page that needs no argument, a year, or the number of this proposal."""
    arguments = [{}, {"year": 2568}, {"code": proposal.code}]
    names = {n for n in url_names() if not n.startswith(NOT_OURS)}
    for name in sorted(names, key=lambda name: (name == OWN_DATA, name)):
        for kwargs in arguments:
            try:
                yield reverse(name, kwargs=kwargs)
            except NoReverseMatch:
                continue
    yield from (reverse("proposals:list") + query for query in QUERIES)


def seen(client, proposal):
    """{address: what it answers}, without what is new in every answer."""
    found = {}
    for address in addresses(proposal):
        answer = client.get(address)
        body = b"".join(answer) if answer.streaming else answer.content
        marks = [answer.headers.get(name) for name in ("ETag", "Last-Modified", "Location")]
        text = CHANGING.sub("", body.decode("utf-8", "replace"))
        found[address] = (answer.status_code, marks, text)
    return found


def visitor(who, year, client_of):
    """A client of one who must not know."""
    _plan, _director, member, proposals = year
    if who == "anonymous":
        return Client()
    people = {
        "applicant": lambda: submitter(proposals[0]),
        "colleague": lambda: MembershipFactory(agency=proposals[1].lead_agency).user,
        "member": lambda: member,
    }
    return client_of(people[who]())


@pytest.mark.parametrize(
    "who",
    [
        "anonymous",
        "applicant",
        pytest.param("colleague", marks=pytest.mark.thorough),
        pytest.param("member", marks=pytest.mark.thorough),
    ],
)
def test_s10_no_page_changes_while_a_release_is_under_way(who, year, client_of):
    plan, director, _member, proposals = year
    about = proposals[who == "colleague"]
    client = visitor(who, year, client_of)
    client.get(reverse("home"))  # from then on every page shows how many tasks wait
    before = seen(client, about)

    announcement = press(plan, director)

    during = seen(client, about)
    assert [a for a, answer in during.items() if answer != before[a]] == []
    assert sum(status == 200 for status, _marks, _text in during.values()) >= READS[who]
    for page in ("", "letters/", "cancel/"):
        assert client.get(announcement.get_absolute_url() + page).status_code in (302, 404)
    services.release(announcement, by=director)
    telling = reverse(*TELLING[who](about))
    after = CHANGING.sub("", client.get(telling).content.decode())
    assert (after == during[telling][2]) is (who == "anonymous")


def test_no_mail_and_no_letter_waits_while_a_release_is_under_way(year):
    plan, director, _member, proposals = year
    mails = Message.objects.count()

    press(plan, director)

    assert Message.objects.count() == mails
    assert Paper.objects.filter(kind__in=[Kind.ANNOUNCEMENT, Kind.RESULT_LETTER]).count() == 0
    assert {fresh(proposal).state for proposal in proposals} == {State.PITCHED}
    assert {fresh(proposal).reserve_rank for proposal in proposals} == {None}
