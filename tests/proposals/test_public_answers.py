"""What everybody reads of the questions and answers, and by which words it is found."""

from datetime import timedelta

import pytest
from django.urls import reverse

from proposals.services import enquiring
from pyp_portal import clock
from tests.factories.accounts import UserFactory
from tests.factories.call_pages import EnquiryFactory
from tests.factories.proposals import CallFactory, ProposalFactory, submitter

pytestmark = pytest.mark.django_db

ANSWERS = reverse("proposals:answers")
PUBLISHED = {
    "eligibility": ("สำนักงาน ป.ย.ป. รับข้อเสนอจากใคร", "องค์การบริหารส่วนตำบลก็เสนอได้"),
    "submission": ("โจทย์บูรณาการยื่นได้ถึงเมื่อใด", "ถึงวันที่ 6 มกราคม 2568"),
}


@pytest.fixture
def log(db):
    """One published question of each category, and one that is not."""
    EnquiryFactory(answered=True, question="ยังไม่เผยแพร่ ปยป โจทย์บูรณาการ")
    officer = UserFactory(staff=True)
    return {
        category: enquiring.publish(
            EnquiryFactory(answered=True, category=category), officer, *words
        )
        for category, words in PUBLISHED.items()
    }


def found(client, **asked):
    """The categories of what is found; there is one of each."""
    return {one.category for one in client.get(ANSWERS, asked).context["page"].rows}


def test_all_are_there_and_nothing_else(client, log):
    assert found(client) == set(PUBLISHED)


@pytest.mark.postgres
@pytest.mark.parametrize("query", ["ปยป", "ปจป.", "อบต", "ส่วนตำบล"])
def test_c03_found_by_any_spelling(client, log, query):
    assert found(client, q=query) == {"eligibility"}


@pytest.mark.postgres
@pytest.mark.parametrize("query", ["ประเด็นการบูรณาการ", "ประเด็นบูรณาการ", "โจทย์"])
def test_c25_found_by_any_of_the_names_of_an_issue(client, log, query):
    assert found(client, q=query) == {"submission"}


def test_by_category_and_an_unknown_one_is_ignored(client, log):
    assert found(client, category="submission") == {"submission"}
    assert found(client, category="moon") == set(PUBLISHED)


def test_nothing_found_says_what_to_do(client, log):
    page = client.get(ANSWERS, {"q": "ไดโนเสาร์"}).content.decode()

    assert "ลองใช้คำที่สั้นลง หรือถามเจ้าหน้าที่" in page


def test_a_long_list_goes_on_behind_its_last_row(client, log):
    now = clock.now()
    for age in range(25):
        EnquiryFactory(published=True, published_at=now - timedelta(days=age + 1))
    first = client.get(ANSWERS).context["page"]

    then = client.get(ANSWERS, {"after": first.next_key}).context["page"]

    assert (len(first.rows), len(then.rows)) == (20, 7)
    assert not {one.pk for one in first.rows} & {one.pk for one in then.rows}


def test_the_first_page_leads_there(client, db):
    assert ANSWERS in client.get(reverse("home")).content.decode()


def test_before_anything_is_published_the_page_says_so(client, db):
    assert "ยังไม่มีคำถามที่เผยแพร่" in client.get(ANSWERS).content.decode()


def test_each_call_shows_what_was_asked_about_it(client, db):
    calls = CallFactory(open_now=True), CallFactory(fiscal_year=2567)
    for call in calls:
        EnquiryFactory(published=True, call=call, question=f"ถามเรื่องปี {call.fiscal_year}")
    EnquiryFactory(answered=True, call=calls[0], question="ยังไม่เผยแพร่")

    shown = [
        [a.question for a in client.get(c.get_absolute_url()).context["answers"]] for c in calls
    ]

    assert shown == [["ถามเรื่องปี 2568"], ["ถามเรื่องปี 2567"]]


def test_the_record_shows_its_questions_to_who_may_read_them(client_of):
    proposal = ProposalFactory()
    asker, colleague = submitter(proposal), submitter(proposal)
    own = EnquiryFactory(proposal=proposal, asked_by=asker)
    EnquiryFactory(asked_by=asker)
    people = (asker, colleague, UserFactory(staff=True))

    shown = [
        list(client_of(who).get(proposal.get_absolute_url()).context["enquiries"]) for who in people
    ]

    assert shown == [[own], [], [own]]
