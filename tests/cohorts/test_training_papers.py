"""PD-19: the schedule of the year, the sheet on which people sign, the summary of a workshop."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from cohorts import training_papers
from cohorts.states import TierKey
from proposals.models import Access
from proposals.states import State
from pyp_portal import clock
from pyp_portal.papers.models import Paper
from tests.cohorts.test_documents import is_whole
from tests.factories.accounts import UserFactory
from tests.factories.cohorts import PartnerFactory, SeatFactory, full_team
from tests.factories.workshops import AttendanceFactory, WorkshopFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_june(at):
    at("2025-06-15 09:00")


@pytest.fixture
def staff():
    return UserFactory(staff=True)


@pytest.fixture
def team(at):
    at("2025-03-10 09:00")
    team = full_team(State.IN_LAB)
    PartnerFactory(team=team, name_th="ผู้แทนชุมชน", person=None)
    at("2025-06-15 09:00")
    return team


@pytest.fixture
def session(team):
    """A workshop of last week, that invites all tiers."""
    session = WorkshopFactory(cohort=team.cohort, number=4, held_on=date(2025, 6, 9))
    session.invited.set(team.cohort.tiers.all())
    return session


def text_of(paper):
    return strip_tags(paper.html).replace("\xa0", " ")


def seat(team, key):
    return team.participants.get(tier__key=key)


def to(name, *args):
    return reverse(f"cohorts:{name}", args=args)


# --- The schedule ------------------------------------------------------------------
def test_the_schedule_has_every_workshop_but_those_called_off(team, session, staff):
    off = WorkshopFactory(
        cohort=team.cohort, number=5, title_th="ยกเลิกแล้ว", cancelled_at=clock.now()
    )

    paper = training_papers.schedule(team.cohort, by=staff)

    text = text_of(paper)
    assert (paper.kind, session.title_th in text, off.title_th in text) == ("PD-19", True, False)
    assert ("๙ มิ.ย. ๒๕๖๘" in text, "๑ ครั้ง รวม ๖ ชั่วโมง" in text) == (True, True)
    assert training_papers.schedule(team.cohort, by=staff) == paper


# --- The sign-in sheet -------------------------------------------------------------
def test_everybody_expected_stands_on_the_sheet_with_post_and_agency(team, session, staff):
    waiting = SeatFactory(team=team, nominated=True)
    coordinator = seat(team, TierKey.COORDINATOR)
    coordinator.position_th = "รองนายกเทศมนตรี"
    coordinator.save()

    paper = training_papers.sign_in(session, by=staff)

    text = text_of(paper)
    names = [one.person.name_th for one in team.participants.confirmed()]
    assert [name in text for name in names] == [True] * 4
    for said in ("รองนายกเทศมนตรี", "ผู้แทนชุมชน", "ภาคีร่วม", "ผู้เข้าอบรม ๕ คน"):
        assert said in text
    assert waiting.person.name_th not in text
    assert coordinator.person.email not in text
    assert training_papers.sign_in(session, by=staff) == paper


def test_a_seat_that_is_replaced_changes_the_sheet_and_not_the_paper_that_was_issued(
    team, session, staff
):
    first = training_papers.sign_in(session, by=staff)
    left = seat(team, TierKey.AREA_OPERATOR)
    left.withdrawn_at = clock.now()
    left.save()

    second = training_papers.sign_in(session, by=staff)

    name = left.person.name_th
    first.refresh_from_db()
    assert (name in text_of(first), name in text_of(second)) == (True, False)


# --- The summary -------------------------------------------------------------------
def test_the_summary_counts_each_half_and_gives_the_hours_of_each_person(team, session, staff):
    came, left = seat(team, TierKey.COORDINATOR), seat(team, TierKey.AREA_OPERATOR)
    AttendanceFactory(session=session, seat=came, morning="LATE", afternoon="PRESENT")
    AttendanceFactory(
        session=session, seat=left, morning="PRESENT", afternoon="LEAVE", note_th="ไปราชการ"
    )

    paper = training_papers.attendance(session, by=staff)

    lines = [training_papers.attended(one, None, session) for one in (came,)]
    assert (lines[0]["statuses"], lines[0]["hours"]) == (["–", "–"], "0")
    cells = [cell.split("<")[0] for cell in paper.html.split('<td class="n">')[1:]]
    assert cells[:14] == ["๕", "๑", "๑", "๐", "๐", "๐", "๓", "๕", "๑", "๐", "๑", "๐", "๐", "๓"]
    assert sorted(cells[14:]) == ["๐", "๐", "๐", "๓", "๖"]
    assert "ไปราชการ" in paper.html


# --- Pages -------------------------------------------------------------------------
def test_papers_are_issued_on_the_page_of_the_workshop_and_opened_from_it(
    team, session, staff, client_of
):
    client = client_of(staff)

    sent = client.post(to("issue_workshop_paper", session.uid, "sign-in"))
    client.post(to("issue_workshop_paper", session.uid, "attendance"))
    client.post(to("training_schedule", team.cohort.call.fiscal_year))

    papers = list(Paper.objects.of(session))
    assert len(papers) == 2
    assert sent.url == to("workshop_paper", session.uid, papers[1].uid)
    assert client.get(sent.url).status_code == 202
    assert sent.url in client.get(session.get_absolute_url()).content.decode()
    assert client.post(to("issue_workshop_paper", session.uid, "menu")).status_code == 404


def test_there_is_no_summary_before_the_workshop_is_over(team, staff, client_of):
    ahead = WorkshopFactory(cohort=team.cohort, number=6, held_on=date(2025, 7, 9))

    answer = client_of(staff).post(to("issue_workshop_paper", ahead.uid, "attendance"), follow=True)

    assert "สิ้นสุดแล้ว" in answer.content.decode()
    assert Paper.objects.of(ahead).count() == 0


def test_whom_an_issue_is_closed_to_gets_no_paper_that_names_its_people(
    team, session, staff, client_of
):
    other = UserFactory(staff=True)
    paper = training_papers.sign_in(session, by=staff)
    Access.objects.create(proposal=team.proposal, user=other, kind="closed", given_at=clock.now())
    client = client_of(other)

    answers = [
        client.post(to("issue_workshop_paper", session.uid, "sign-in")),
        client.post(to("training_schedule", team.cohort.call.fiscal_year)),
        client.get(to("workshop_paper", session.uid, paper.uid)),
    ]

    assert [one.status_code for one in answers] == [403, 403, 404]
    assert list(client.get(session.get_absolute_url()).context["papers"]) == []


def test_the_sheet_is_a_sound_paper(session, staff, caplog):
    is_whole(training_papers.sign_in(session, by=staff), caplog)
