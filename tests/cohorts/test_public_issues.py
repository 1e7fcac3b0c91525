"""The public side as a citizen meets it: without account, without JavaScript, on any phone."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from cohorts import issue_page
from cohorts.models import Opinion, SignUp
from cohorts.states import ActivityKind
from proposals import once
from proposals.states import State
from pyp_portal import clock
from pyp_portal.accounts.models import Province
from tests.factories.citizens import (
    IssuePageFactory,
    OpenActivityFactory,
    OpinionFactory,
    SignUpFactory,
)
from tests.factories.cohorts import (
    ActivityFactory,
    PilotTestFactory,
    TeamFactory,
    VersionFactory,
)
from tests.factories.proposals import ProposalFactory

pytestmark = pytest.mark.django_db
WORDS = "รู้ผลเร็วขึ้นมาก แต่ขอให้โทรกลับตอนเย็น"


@pytest.fixture(autouse=True)
def _in_may(at):
    at("2025-05-02 09:00")
    with translation.override("th"):
        yield


@pytest.fixture
def team():
    songkhla = Province.objects.get(pk=90)
    return TeamFactory(proposal__state=State.IN_LAB, proposal__province=songkhla)


def to(name, *args):
    return reverse(f"issues:{name}", args=args)


def sealed(**typed):
    """A form as somebody sends it who has had it open for a while."""
    now = clock.now()
    with clock.at(now - once.LEAST * 2):
        return {"seal": once.seal(), **typed}


def errors(page):
    return dict(page.context["form"].errors)


# --- The page of an issue -------------------------------------------------------
@pytest.mark.parametrize("state", [State.SUBMITTED, State.SHORTLISTED, State.NOT_SELECTED])
def test_an_issue_that_was_not_selected_has_no_page(client, state):
    proposal = ProposalFactory(state=state)

    assert client.get(to("issue", proposal.code)).status_code == 404


def test_before_there_is_a_team_only_what_was_announced(client):
    proposal = ProposalFactory(state=State.SELECTED)

    page = client.get(to("issue", proposal.code))

    assert proposal.title_th in page.content.decode()
    assert (page.context["form"], client.get(to("say", proposal.code)).status_code) == (None, 404)


def test_words_of_the_team_are_public_only_once_published(client, team):
    written = IssuePageFactory(team=team, draft=True)
    hidden = client.get(to("issue", team.proposal.code)).content.decode()
    written.published_at = clock.now()
    written.save()
    shown = client.get(to("issue", team.proposal.code)).content.decode()

    assert (written.lede_th in hidden, written.lede_th in shown) == (False, True)
    assert written.steps[0]["words"] in shown


def test_figures_and_versions_only_where_the_page_shows_them(client, team):
    page = IssuePageFactory(team=team)
    test = PilotTestFactory(team=team)
    test.metrics.create(
        indicator_th="เวลารู้ผล", unit_th="วัน", baseline=46, target="15.50", result=17
    )
    VersionFactory(prototype__team=team, description_th="ตัดเหลือเก้าช่อง")

    shown = client.get(to("issue", team.proposal.code))
    page.shows_figures = page.shows_versions = False
    page.save()
    bare = client.get(to("issue", team.proposal.code)).content.decode()

    figure = shown.context["figures"][0]
    assert (figure["result"], figure["before"], figure["target"]) == ("17", "46", "15.5")
    assert issue_page.plain(None) == ""
    assert "ตัดเหลือเก้าช่อง" in shown.content.decode()
    assert ("ตัดเหลือเก้าช่อง" in bare, "เวลารู้ผล" in bare) == (False, False)


def test_only_what_may_be_read_is_read(client, team):
    shown = OpinionFactory(team=team, shown=True, words="เห็นด้วยมาก", response="done")
    OpinionFactory(team=team, words="ยังไม่มีใครอ่าน")
    OpinionFactory(team=team, hidden=True, words="ไม่ควรเผยแพร่")
    seen = ActivityFactory(team=team, shown_at=clock.now(), what_changed_th="เพิ่มช่องโทรกลับ")
    ActivityFactory(team=team, what_changed_th="ยังไม่เผยแพร่ผลนี้")

    for name in ("issue", "voices"):
        page = client.get(to(name, team.proposal.code)).content.decode()
        assert shown.words in page
        assert not re.search("ยังไม่มีใครอ่าน|ไม่ควรเผยแพร่|ยังไม่เผยแพร่ผลนี้", page)
    issue = client.get(to("issue", team.proposal.code)).content.decode()
    assert seen.what_changed_th in issue


def test_the_page_costs_the_same_with_one_and_with_many(
    client, team, django_assert_num_queries, django_assert_max_num_queries
):
    IssuePageFactory(team=team)
    counted = []
    for _round in range(2):
        for _row in range(3):
            OpinionFactory(team=team, shown=True, province_id=90)
            OpenActivityFactory(team=team)
            ActivityFactory(team=team, shown_at=clock.now())
        with django_assert_max_num_queries(20) as asked:
            page = client.get(to("issue", team.proposal.code))
        counted.append(len(asked))

    assert counted[0] == counted[1]
    assert len(page.content) < 100_000  # of 300 kB with style and letters


# --- An opinion ---------------------------------------------------------------------
def test_an_opinion_in_one_form_without_an_account(team):
    client = Client(enforce_csrf_checks=True)
    page = client.get(to("say", team.proposal.code)).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
    typed = sealed(words=WORDS, feel="good", age_band="60+", place="90/สะเดา", group="carer")

    refused = client.post(to("say", team.proposal.code), typed)
    sent = client.post(to("say", team.proposal.code), typed | {"csrfmiddlewaretoken": token})

    opinion = Opinion.objects.get()
    assert (refused.status_code, sent.url) == (403, to("thanks", team.proposal.code))
    assert (opinion.words, opinion.age_band, opinion.group) == (WORDS, "60+", "carer")
    assert (opinion.province_id, opinion.district_th) == (90, "สะเดา")
    assert (opinion.kind, opinion.shown_at) == (ActivityKind.TEST, None)
    assert client.get(sent.url).status_code == 200


def test_only_a_province_and_nothing_else_is_enough(client, team):
    client.post(to("say", team.proposal.code), sealed(words=WORDS, place="40"))
    client.post(to("say", team.proposal.code), sealed(words=WORDS))

    assert [(o.province_id, o.kind) for o in Opinion.objects.order_by("pk")] == [
        (40, ActivityKind.OPINION),
        (None, ActivityKind.OPINION),
    ]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"words": "<script>alert(1)</script>"}, "words"),
        ({"words": "ดูที่ https://shop.example"}, "words"),
        ({"words": "ย" * 1001}, "words"),
        ({"words": WORDS, "place": "99/ดาวอังคาร"}, "place"),
        ({"words": WORDS, "age_band": "200"}, "age_band"),
        ({"words": WORDS, "website": "https://shop.example"}, "website"),
        ({}, "__all__"),
    ],
)
def test_bad_input_gets_its_sentence_and_changes_nothing(client, team, typed, field):
    page = client.post(to("say", team.proposal.code), sealed(**typed))

    assert (page.status_code, list(errors(page))) == (200, [field])
    assert Opinion.objects.count() == 0
    assert "<script>alert" not in page.content.decode()


def test_what_was_typed_is_given_back(client, team):
    page = client.post(to("say", team.proposal.code), sealed(words=WORDS, place="x")).content

    assert WORDS in page.decode()


def test_a_form_sent_at_once_is_a_machine_and_may_be_sent_again(client, team):
    page = client.post(to("say", team.proposal.code), {"seal": once.seal(), "words": WORDS})

    assert (list(errors(page)), WORDS in page.content.decode()) == (["__all__"], True)


def test_too_many_from_one_address_wait_and_lose_nothing(client, team, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"say_as_citizen": "1/m/ip"}
    client.post(to("say", team.proposal.code), sealed(words=WORDS))

    page = client.post(to("say", team.proposal.code), sealed(words="อีกข้อหนึ่ง"))

    assert (page.status_code, "อีกข้อหนึ่ง" in page.content.decode()) == (429, True)
    assert Opinion.objects.count() == 1


def test_an_issue_that_has_ended_shows_its_page_and_asks_nothing(client):
    team = TeamFactory(proposal__state=State.CLOSED)

    page = client.get(to("issue", team.proposal.code))
    sent = client.post(to("say", team.proposal.code), sealed(words=WORDS))

    assert (page.context["form"], sent.context["is_open"]) == (None, False)
    assert (list(errors(sent)), Opinion.objects.count()) == (["__all__"], 0)


# --- What people may join ----------------------------------------------------------
def test_a_code_on_a_poster_leads_to_its_form(client, team):
    activity = OpenActivityFactory(team=team, kind=ActivityKind.OPINION)
    url = activity.get_absolute_url()

    assert "feel" not in client.get(url).context["form"].fields
    client.post(url, sealed(words=WORDS))

    assert Opinion.objects.get().activity == activity


@pytest.mark.parametrize("day", ["2025-05-01 09:00", "2025-05-20 09:00"])
def test_a_code_before_or_after_its_days_says_so_and_takes_nothing(client, team, at, day):
    activity = OpenActivityFactory(team=team)
    at(day)

    page = client.post(activity.get_absolute_url(), sealed(words=WORDS))

    assert (page.status_code, page.context["is_open"], Opinion.objects.count()) == (200, False, 0)


def test_a_closed_activity_shows_what_changed_once_it_may(client, team):
    record = ActivityFactory(team=team, what_changed_th="ย้ายจุดรับเรื่อง")
    activity = OpenActivityFactory(team=team, closed_at=clock.now(), activity=record)
    before = client.get(activity.get_absolute_url()).content.decode()
    record.shown_at = clock.now()
    record.save()
    after = client.get(activity.get_absolute_url()).content.decode()

    assert ("ย้ายจุดรับเรื่อง" in before, "ย้ายจุดรับเรื่อง" in after) == (False, True)


def test_of_another_issue_or_unknown_it_is_not_found(client, team):
    other = OpenActivityFactory()

    assert client.get(to("activity", team.proposal.code, other.uid)).status_code == 404


def test_sign_up_and_off_again(client, team):
    activity = OpenActivityFactory(team=team, design=True)
    typed = sealed(called="ป้าแดง", contact="081-234-5678", needs_th="ทางลาด")

    sent = client.post(activity.get_absolute_url(), typed)
    place = SignUp.objects.get()
    page = client.get(sent.url).content.decode()
    client.post(to("sign_off", place.uid))
    again = client.post(to("sign_off", place.uid), follow=True)

    place.refresh_from_db()
    assert (sent.url, "ป้าแดง" in page, place.contact) == (place.get_absolute_url(), True, "")
    assert "ป้าแดง" not in again.content.decode()


def test_a_full_day_says_so(client, team):
    activity = OpenActivityFactory(team=team, design=True)
    for _place in range(2):
        SignUpFactory(activity=activity)

    page = client.post(activity.get_absolute_url(), sealed(called="มาช้า"))

    assert 'name="called"' not in client.get(activity.get_absolute_url()).content.decode()
    assert (list(errors(page)), SignUp.objects.count()) == (["__all__"], 2)


# --- The list -----------------------------------------------------------------------
def test_issues_by_year_and_province(client, team):
    other = ProposalFactory(state=State.SELECTED, call=team.proposal.call)
    ProposalFactory(state=State.SUBMITTED, call=team.proposal.call)
    year = team.proposal.call.fiscal_year

    found = [
        [one.code for one in client.get(to("list"), query).context["page"].rows]
        for query in ({}, {"year": year, "province": 90}, {"year": 1}, {"province": "x"})
    ]

    both = sorted([team.proposal.code, other.code], reverse=True)
    assert found == [both, [team.proposal.code], both, both]
