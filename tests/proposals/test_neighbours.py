"""Similar proposals: found by meaning, shown with the reason, and only to whom they may be."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from proposals import services
from proposals.beside import facts
from proposals.hints import hints
from proposals.models import Access, Answers, Comparison, Neighbour, Proposal
from proposals.neighbourhood import near, suggested_partners
from proposals.services import comparing
from proposals.states import State
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.proposals import (
    AccessFactory,
    CallFactory,
    ProposalFactory,
    complete_proposal,
    submitter,
)
from tests.proposals.browsing import url

pytestmark = pytest.mark.django_db
FLOOD = "แผนที่ความเสี่ยงน้ำท่วมรายซอยและประกันภัยน้ำท่วมของชุมชน"
FLOOD_TEXT = "ทุกฤดูฝนน้ำท่วมซ้ำซาก ครัวเรือนริมคลองไม่รู้ว่าซอยของตนเสี่ยงแค่ไหน จึงทำแผนที่ความเสี่ยงรายซอย"
FRUIT = "ใบรับรองผลไม้ใบเดียวจากสวนถึงด่าน"
FRUIT_TEXT = "ชาวสวนต้องขอใบรับรองหลายใบ ผลไม้ค้างที่ด่านหลายวัน จึงทำใบรับรองตรวจย้อนกลับใบเดียว"


@pytest.fixture(autouse=True)
def december(at):
    return at("2024-12-20 10:00")


@pytest.fixture
def officer():
    return UserFactory(staff=True)


def telling(title, summary, state=State.SUBMITTED, **fields):
    """A proposal that can be found by its text."""
    proposal = ProposalFactory(title_th=title, state=state, **fields)
    data = {"summary": summary, "problem_statement": summary}
    Answers.objects.create(proposal=proposal, data=data)
    services.reindex(proposal)
    return proposal


@pytest.fixture
def world():
    """One about floods, others about floods and fruit, and the noise of a year."""
    for number in range(6):
        telling(f"เรื่องอื่นที่ {number} ของอำเภอ", f"งานทะเบียนราษฎรและสวัสดิการผู้สูงอายุ แบบที่ {number}")
    like = telling(FLOOD.replace("ชุมชน", "เทศบาล"), f"{FLOOD_TEXT} ร่วมกับเทศบาล")
    fruit = telling(FRUIT, FRUIT_TEXT)
    own = telling(f"{FLOOD} ริมน้ำ", f"{FLOOD_TEXT} โดยใช้ภาพถ่ายจากโดรน")
    return own, like, fruit


# --- Finding ---------------------------------------------------------------------------------


@pytest.mark.postgres
def test_the_like_is_found_with_its_reason_and_the_unlike_is_not(world):
    own, like, _fruit = world

    rows = comparing.compare(own)

    assert [row.other_id for row in rows] == [like.pk]
    assert rows[0].score > 0.5
    assert rows[0].title_score > 0.6
    assert any("น้ำท่วม" in phrase for phrase in rows[0].phrases)
    assert all(
        phrase in f"{own.title_th}\n{own.answers.data['summary']}" for phrase in rows[0].phrases
    )


def test_a_second_comparison_replaces_the_first(world):
    own, _like, _fruit = world
    comparing.compare(own)
    Answers.objects.filter(proposal=own).update(
        data={"summary": FRUIT_TEXT, "problem_statement": FRUIT_TEXT}
    )
    Proposal.objects.filter(pk=own.pk).update(title_th=FRUIT)

    rows = comparing.compare(Proposal.objects.get(pk=own.pk))

    assert [row.other.title_th for row in rows] == [FRUIT]
    assert Neighbour.objects.filter(proposal=own).count() == 1


@pytest.mark.parametrize("state", comparing.APART)
def test_drafts_and_what_was_given_up_are_not_compared_with(world, state):
    own, like, _fruit = world
    Proposal.objects.filter(pk=like.pk).update(**{"state": state})

    assert comparing.compare(own) == []


def test_earlier_years_count_too(world):
    own, like, _fruit = world
    Proposal.objects.filter(pk=like.pk).update(call=CallFactory(fiscal_year=2567))

    assert [row.other_id for row in comparing.compare(own)] == [like.pk]


def test_handing_in_and_correcting_ask_for_a_comparison(officer):
    proposal = complete_proposal()
    services.submit(proposal, submitter(proposal))
    assert Comparison.objects.get().is_due

    assert comparing.compare_due() == 1
    assert (Comparison.objects.get().is_due, comparing.compare_due()) == (False, 0)
    services.mend(Proposal.objects.get(), "contact_name", "ใบเตย ใจดี", "พิมพ์ชื่อสกุลตกไป", officer)

    assert Comparison.objects.get().is_due


def test_a_comparison_costs_no_more_statements_with_more_proposals(world):
    own, _like, _fruit = world
    costs = []
    for more in (0, 5):
        for number in range(more):
            telling(f"{FLOOD} สาย {number}", FLOOD_TEXT)
        with CaptureQueriesContext(connection) as asked:
            comparing.compare(own)
        costs.append(len(asked))

    assert max(costs) <= 24 + 10


def test_at_most_ten_are_kept(world):
    own, _like, _fruit = world
    for number in range(12):
        telling(f"{FLOOD} สาย {number}", FLOOD_TEXT)

    assert len(comparing.compare(own)) == comparing.KEPT


# --- Who may see it ----------------------------------------------------------------------------


@pytest.fixture
def compared(world):
    comparing.compare(world[0])
    return world


def codes(proposal, user):
    return [one.proposal.code for one in near(proposal, user)]


def test_the_office_sees_the_pair_from_both_sides(compared, officer):
    own, like, _fruit = compared

    assert codes(own, officer) == [like.code]
    assert codes(like, officer) == [own.code]


def test_a_pair_that_was_found_twice_is_shown_once(compared, officer):
    own, like, _fruit = compared
    comparing.compare(like)

    assert codes(own, officer) == [like.code]


def test_the_agency_sees_nothing_until_the_other_is_public(compared):
    own, like, _fruit = compared
    person = submitter(own)
    assert codes(own, person) == []

    Proposal.objects.filter(pk=like.pk).update(**{"state": State.SELECTED})

    assert codes(own, person) == [like.code]


def test_closed_beats_all(compared, officer):
    own, like, _fruit = compared
    Proposal.objects.filter(pk=like.pk).update(**{"state": State.SELECTED})
    person = submitter(own)
    for user in (officer, person):
        AccessFactory(proposal=like, user=user, kind=Access.Kind.CLOSED)

    assert codes(own, officer) == codes(own, person) == []
    tone, _sentence = hints(own, own.answered(), officer, near(own, officer))["E8"]
    assert tone == "good"


def test_a_committee_reader_sees_no_more_than_the_agency(compared):
    own, _like, _fruit = compared
    reader = AccessFactory(proposal=own, kind=Access.Kind.READ).user

    assert codes(own, reader) == []


def test_v08_like_titles_are_flagged_to_officers(compared, officer):
    own, like, _fruit = compared
    found = near(own, officer)

    tone, sentence = hints(own, own.answered(), officer, found)["E8"]
    [fact] = facts(own, own.answered(), found)["E8"]

    assert (tone, sentence.endswith(like.code)) == ("wait", True)
    assert fact.url == url("screening", like.code)


def test_the_same_title_is_told_unless_it_is_closed(officer):
    own = ProposalFactory(state=State.SCREENING, title_th=FLOOD)
    same = ProposalFactory(call=own.call, title_th=FLOOD, state=State.SUBMITTED)
    assert hints(own, own.answered(), officer, [])["E8"][0] == "stop"

    AccessFactory(proposal=same, user=officer, kind=Access.Kind.CLOSED)

    assert hints(own, own.answered(), officer, [])["E8"][0] == "good"


def test_agencies_of_neighbours_are_suggested_unless_they_are_partners(compared, officer):
    own, like, _fruit = compared
    assert suggested_partners(own, near(own, officer)) == [(like.lead_agency, like)]

    own.partners.create(name_th=like.lead_agency.name_th, sector="PUBLIC", role_th="ร่วมทำ")

    assert suggested_partners(own, near(own, officer)) == []


def test_the_own_agency_is_no_partner(world, officer):
    own, like, _fruit = world
    Proposal.objects.filter(pk=like.pk).update(lead_agency=own.lead_agency)
    comparing.compare(own)

    assert suggested_partners(own, near(own, officer)) == []


# --- The pages -----------------------------------------------------------------------------------


def test_officers_see_both_texts_with_the_shared_words_marked(client_of, compared, officer):
    own, like, _fruit = compared

    body = client_of(officer).get(url("similar", own.code)).content.decode()

    assert like.title_th in body
    assert body.count("<mark>") > 3


def test_the_agency_reads_names_only(client_of, compared):
    own, like, _fruit = compared
    Proposal.objects.filter(pk=like.pk).update(**{"state": State.SELECTED})

    body = client_of(submitter(own)).get(url("similar", own.code)).content.decode()

    assert like.title_th in body
    assert str(like.lead_agency) in body
    assert "<mark>" not in body
    assert like.code not in body


def test_the_page_costs_the_same_for_one_and_three(client_of, world, officer):
    own, _like, _fruit = world
    client, costs = client_of(officer), []
    for more in (0, 2):
        for number in range(more):
            telling(f"{FLOOD} สาย {number}", FLOOD_TEXT, lead_agency=AgencyFactory())
        comparing.compare(own)
        with CaptureQueriesContext(connection) as asked:
            client.get(url("similar", own.code))
        costs.append(len(asked))

    assert costs[0] == costs[1]
