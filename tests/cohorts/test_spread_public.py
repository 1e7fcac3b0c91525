"""What everybody sees of how models spread, and how other areas ask for one."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from cohorts.models import AdoptionRequest
from cohorts.spread_states import JOINED
from cohorts.views import spreading
from proposals.states import State
from pyp_portal.outbox.models import Message
from pyp_portal.public import datasets, statistics
from tests.factories.accounts import MembershipFactory
from tests.factories.adopting import PlanFactory, RequestFactory
from tests.factories.cohorts import SiteFactory, TeamFactory
from tests.proposals.asking import seal

pytestmark = pytest.mark.django_db


def public(name, *args):
    return reverse(f"spread:{name}", args=args)


@pytest.fixture(autouse=True)
def _a_day(at):
    at("2025-09-18 10:00")


@pytest.fixture
def team():
    return TeamFactory(proposal__state=State.FOLLOW_UP)


def test_the_public_page_shows_the_spread_and_no_person(team):
    plan = PlanFactory(team=team)
    site = SiteFactory(team=team, owner_th="ผู้รับผิดชอบลับ", note_th="หมายเหตุภายใน")
    dropped = SiteFactory(team=team, status="dropped", agency_th="เทศบาลที่ยุติ", copied_from=site)
    asked = RequestFactory(team=team)

    page = Client().get(public("issue", team.proposal.code)).content.decode()

    assert all(words in page for words in (site.agency_th, plan.core_th))
    hidden = (site.owner_th, site.note_th, dropped.agency_th, asked.name_th, asked.email)
    assert not any(words in page for words in hidden)


@pytest.mark.parametrize("status", ["interested", "paused", "dropped"])
def test_only_areas_that_have_said_yes_are_shown_and_counted_everywhere(team, status, monkeypatch):
    monkeypatch.setattr(statistics, "remembered", lambda _key, make: make())
    shown = [SiteFactory(team=team, status=one, agency_th=one) for one in JOINED]
    hidden = SiteFactory(team=team, status=status, agency_th="เทศบาลที่ไม่แสดง")
    client = Client()

    spread, page = client.get(public("index")), client.get(public("issue", team.proposal.code))

    assert spread.context["figures"] == {"sites": 4, "working": 2, "provinces": 1}
    words = page.content.decode()
    assert [site.agency_th in words for site in (*shown, hidden)] == [True] * 4 + [False]
    assert statistics.counted(team.cohort.call.fiscal_year)["sites_total"] == 4
    assert [row[5] for row in datasets.sites()] == list(JOINED)


def test_an_unapproved_plan_is_not_public(team):
    plan = PlanFactory(team=team, approved_at=None)

    assert plan.core_th not in Client().get(public("issue", team.proposal.code)).content.decode()
    assert Client().get(public("handbook", team.proposal.code)).status_code == 404
    assert Client().get(public("kit", team.proposal.code)).status_code == 404


def test_an_issue_in_the_lab_does_not_spread_yet():
    team = TeamFactory(proposal__state=State.IN_LAB)

    assert Client().get(public("issue", team.proposal.code)).status_code == 404
    assert Client().get(public("index")).context["teams"] == []


def test_the_map_of_all_issues_begins_with_the_widest_spread(team):
    other = TeamFactory(proposal__state=State.SCALED)
    SiteFactory(team=other)

    context = Client().get(public("index")).context

    assert [one for one, _counts in context["teams"]] == [other, team]
    assert context["figures"] == {"sites": 1, "working": 1, "provinces": 1}


def test_the_models_stand_page_by_page_under_one_map(team, monkeypatch):
    monkeypatch.setattr(spreading, "PAGE", 1)
    twice, once = [TeamFactory(proposal__state=State.SCALED) for _each in range(2)]
    for one in (twice, twice, once):
        SiteFactory(team=one)
    SiteFactory(team=once, status="dropped")
    TeamFactory(proposal__state=State.IN_LAB)

    seen, after, maps = [], "", []
    while len(maps) < 5:
        context = Client().get(public("index"), {"after": after}).context
        seen += [(one, figures["sites"]) for one, figures in context["teams"]]
        maps.append((context["figures"]["sites"], context["levels"]))
        after = context["page"].next_key
        if not after:
            break

    assert seen == [(twice, 2), (once, 1), (team, 0)]
    assert len(maps) == 3
    assert maps[0] == maps[1] == maps[2]


@pytest.mark.parametrize("name", ["index", "issue"])
def test_public_pages_cost_the_same_however_far_it_spreads(
    team, name, django_assert_num_queries, django_assert_max_num_queries
):
    url = public(name, *([team.proposal.code] if name == "issue" else []))
    SiteFactory(team=team)
    client = Client()
    client.get(url)
    with django_assert_max_num_queries(12) as first:
        client.get(url)
    for _each in range(2):
        SiteFactory(team=team, copied_from=team.sites.first())
    with django_assert_num_queries(len(first)):
        client.get(url)


ASKED = {
    "agency_th": "เทศบาลตำบลบนเกาะ", "province": 84, "message_th": "ตลาดคืนวันเสาร์",
    "name_th": "ผู้ขอ ตัวอย่าง", "email": "asker@example.org", "website": "",
}  # fmt: skip


def asked(client, team, **more):
    return client.post(public("adopt", team.proposal.code), ASKED | {"seal": seal()} | more)


def test_a_stranger_asks_confirms_and_follows_the_request(team):
    client = Client()

    assert client.get(public("adopt", team.proposal.code)).status_code == 200
    assert asked(client, team).url == public("sent")
    assert client.get(public("sent")).status_code == 200
    request = AdoptionRequest.objects.get()
    mail = Message.objects.get(address="asker@example.org")
    url = public("request", request.signed)
    assert url in mail.body
    client.get(url)
    request.refresh_from_db()
    assert request.state == "unconfirmed"  # looking changes nothing

    client.post(url)

    request.refresh_from_db()
    assert request.state == "new"
    assert "asker@example.org" not in client.get(url).content.decode()
    assert client.get(public("request", "forged:x")).status_code == 404


def test_who_is_signed_in_finds_the_form_filled_in(client_of, team):
    member = MembershipFactory()
    client = client_of(member.user)

    initial = client.get(public("adopt", team.proposal.code)).context["form"].initial
    answer = asked(client, team)

    assert (initial["agency_th"], initial["email"]) == (member.agency.name_th, member.user.email)
    request = AdoptionRequest.objects.get()
    assert (request.by, request.state) == (member.user, "new")
    assert answer.url == public("request", request.signed)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"website": "https://spam.example.org"}, "website"),
        ({"province": 99}, "province"),
        ({"message_th": "www.a.th www.b.th www.c.th"}, "message_th"),
        ({"email": "ไม่ใช่อีเมล"}, "email"),
        ({"seal": "forged"}, "__all__"),
    ],
)
def test_bad_input_is_answered_in_words_and_keeps_nothing(team, typed, field):
    answer = asked(Client(), team, **typed)

    assert answer.context["form"].errors.keys() == {field}
    assert not AdoptionRequest.objects.exists()


def test_a_script_in_a_request_is_shown_as_text(team):
    asked(Client(), team, message_th="<script>alert(1)</script>")
    request = AdoptionRequest.objects.get()

    page = Client().get(public("request", request.signed)).content.decode()

    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_an_ended_issue_cannot_be_asked_for():
    team = TeamFactory(proposal__state=State.CLOSED)

    assert "form" in Client().get(public("adopt", team.proposal.code)).context
    assert asked(Client(), team).context["form"].non_field_errors()


def test_an_address_that_asks_too_often_waits(team, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"adopt_as_stranger": "1/h/ip"}
    client = Client()
    asked(client, team)

    answer = asked(client, team, email="another@example.org")

    assert answer.status_code == 429
    assert AdoptionRequest.objects.count() == 1


def test_the_limit_is_set():
    assert {"adopt_as_stranger", "ask_to_adopt"} <= settings.ACCOUNT_RATE_LIMITS.keys()
