"""What stands where a discontinued issue stood: a plain page for who follows an old poster."""

import pytest
from django.urls import reverse
from django.utils import translation

from cohorts.models import Ending, Opinion
from proposals.states import State
from pyp_portal import clock
from tests.factories.citizens import IssuePageFactory, OpenActivityFactory, SignUpFactory
from tests.factories.cohorts import TeamFactory
from tests.factories.proposals import ProposalFactory

pytestmark = pytest.mark.django_db
LESSON = "หน่วยงานเปลี่ยนผู้บริหาร จึงไม่มีคนรับงานต่อ"


@pytest.fixture(autouse=True)
def _in_thai(at):
    at("2025-07-02 09:00")
    with translation.override("th"):
        yield


@pytest.fixture
def stopped(writer):
    """An activity of an issue that was discontinued, its lesson for everybody."""
    team = TeamFactory(proposal__state=State.IN_LAB)
    IssuePageFactory(team=team)
    activity = OpenActivityFactory(team=team)
    proposal = team.proposal
    type(proposal).objects.filter(pk=proposal.pk).update(
        state=State.DISCONTINUED, ended_at=clock.now()
    )
    Ending.objects.create(
        team=team, lesson_th=LESSON, is_public=True, written_at=clock.now(), written_by=writer
    )
    return activity


def to(name, *args):
    return reverse(f"issues:{name}", args=args)


def test_each_address_of_it_says_plainly_that_it_stopped(client, stopped):
    code = stopped.team.proposal.code

    for url in (
        *(to(name, code) for name in ("issue", "voices", "say", "thanks")),
        stopped.get_absolute_url(),
    ):
        page = client.get(url)
        words = page.content.decode().replace("\xa0", " ")
        assert (page.status_code, page.templates[0].name) == (410, "issues/stopped.html")
        assert "เรื่องนี้ยุติการดำเนินการแล้ว" in words
        assert "2 กรกฎาคม 2568" in words
        assert (LESSON in words, stopped.title_th in words, 'name="words"' in words) == (
            True,
            False,
            False,
        )


def test_a_lesson_that_is_not_for_everybody_stays_inside(client, stopped):
    ending = stopped.team.ending
    ending.is_public = False
    ending.save()

    assert LESSON not in client.get(to("issue", stopped.team.proposal.code)).content.decode()


def test_words_that_were_being_typed_are_given_back_and_not_kept(client, stopped):
    page = client.post(to("say", stopped.team.proposal.code), {"words": "<b>ขอให้ทำต่อ</b>"})

    assert page.status_code == 410
    assert "&lt;b&gt;ขอให้ทำต่อ&lt;/b&gt;" in page.content.decode()
    assert Opinion.objects.count() == 0


def test_a_place_at_it_leads_to_the_page(client, stopped):
    place = SignUpFactory(activity=stopped)

    assert (
        to("issue", stopped.team.proposal.code)
        in client.get(place.get_absolute_url()).content.decode()
    )


@pytest.mark.parametrize("state", [State.WITHDRAWN, State.NOT_SELECTED, State.SUBMITTED])
def test_an_issue_that_was_never_public_is_not_told_of(client, state):
    proposal = ProposalFactory(state=state)

    assert client.get(to("issue", proposal.code)).status_code == 404
    assert client.get(to("issue", "P99-9999")).status_code == 404
