"""The office after the lab: sessions, rounds, sites and endings, through the pages."""

from datetime import date

import pytest
from django.urls import reverse

from cohorts import services
from cohorts.models import FollowUpRound, PresentationSession
from cohorts.states import RoundState
from proposals.states import State
from pyp_portal.papers.models import Paper
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.cohorts import (
    ItemFactory,
    RoundFactory,
    SessionFactory,
    SiteFactory,
    TeamFactory,
    full_team,
)

pytestmark = pytest.mark.django_db
REASON = {"reason": "ตกลงกับหน่วยงานแล้วตามหนังสือ"}


@pytest.fixture(autouse=True)
def _in_april(at):
    at("2025-04-10 09:00")


@pytest.fixture
def staff():
    return UserFactory(staff=True)


@pytest.fixture
def office(staff, client_of):
    return client_of(staff)


def day(name, value):
    return {f"{name}_0": value.day, f"{name}_1": value.month, f"{name}_2": value.year + 543}


def to(name, *args):
    return reverse(f"cohorts:{name}", args=args)


# --- Sessions --------------------------------------------------------------------------
SESSION = {
    "place_th": "ทำเนียบรัฐบาล", "chair_office": "DELEGATED_MINISTER", "mode": "ONSITE",
    **day("held_on", date(2025, 8, 27)),
}  # fmt: skip


def test_a_session_is_planned_with_its_delegation_and_filled(office):
    team = full_team(State.LAB_COMPLETED)
    url = to("session_new", team.cohort.call.fiscal_year)

    nameless = office.post(url, SESSION)
    office.post(url, SESSION | {"delegation_ref": "ที่ ตย 88/2568"})
    session = PresentationSession.objects.get()
    office.post(
        to("session_add", session.uid), {"team": team.pk, "minutes_present": 10, "minutes_qa": 5}
    )

    assert nameless.context["form"].errors.keys() == {"delegation_ref"}
    assert [item.team for item in session.items.all()] == [team]
    assert office.get(session.get_absolute_url()).status_code == 200


def test_a_team_sees_the_order_but_not_the_outcome_of_others(client_of, staff):
    session = SessionFactory(held_on=date(2025, 4, 9))
    mine = full_team(State.LAB_COMPLETED)
    ItemFactory(session=session, team=mine)
    other = ItemFactory(session=session, outcome="APPROVED_SCALE", note_th="ความลับ")
    person = mine.participants.first().person

    page = client_of(person).get(session.get_absolute_url())

    assert page.status_code == 200
    assert other.team.proposal.title_th in page.content.decode()
    assert other.get_outcome_display() not in page.content.decode()
    assert client_of(UserFactory()).get(session.get_absolute_url()).status_code == 404


def test_without_a_place_there_is_no_outcome_to_record(office):
    team = full_team(State.LAB_COMPLETED)

    assert office.get(to("outcome", team.proposal.code)).url == team.get_absolute_url()


def test_before_the_session_the_form_is_not_shown_and_what_was_typed_is_not_lost(office):
    item = ItemFactory(session=SessionFactory(held_on=date(2025, 4, 11)))
    url = to("outcome", item.team.proposal.code)
    rows = {"directives-TOTAL_FORMS": 0, "directives-INITIAL_FORMS": 0}

    early = office.get(url, follow=True)
    typed = office.post(url, {"outcome": "ACKNOWLEDGED", "note": "ชื่นชมทีม", **rows})

    assert early.redirect_chain == [(item.team.get_absolute_url(), 302)]
    assert [str(one) for one in early.context["messages"]] == ["ยังไม่ถึงวันนำเสนอ"]
    assert (typed.context["form"]["note"].value(), bool(typed.context["form"].errors)) == (
        "ชื่นชมทีม", True,
    )  # fmt: skip


def test_the_progress_of_a_directive_is_kept(office, staff):
    directive = services.add_directive(
        ItemFactory(), by=staff, text_th="ให้ศึกษา", responsible_agency=AgencyFactory(),
        due_on=date(2026, 2, 25),
    )  # fmt: skip
    url = to("directive", directive.uid)

    bare = office.post(url, {"status": "done"})
    office.post(url, {"status": "done", "evidence_th": "หนังสือแจ้งผล"})

    assert bare.context["form"].errors.keys() == {"__all__"}
    directive.refresh_from_db()
    assert directive.status == "done"


# --- Rounds, sites, endings --------------------------------------------------------------
def fresh(round_):
    return FollowUpRound.objects.get(pk=round_.pk)


def test_a_report_is_returned_accepted_and_printed(office, staff, client_of):
    round_ = RoundFactory()
    assert office.get(to("accept", round_.uid)).status_code == 405
    assert office.post(to("accept", round_.uid)).status_code == 404

    services.file_report(round_, by=staff, overall="GREEN")
    office.post(to("return", round_.uid), REASON)
    assert fresh(round_).state == RoundState.RETURNED
    again = office.get(to("report", round_.uid))
    services.file_report(fresh(round_), by=staff, overall="GREEN")
    office.post(to("accept", round_.uid))
    reader = client_of(UserFactory(auditor=True))
    refused = reader.post(to("issue_paper", round_.uid)).status_code
    before = to("round_paper", round_.uid) in reader.get(round_.get_absolute_url()).content.decode()
    paper = office.post(to("issue_paper", round_.uid))
    after = to("round_paper", round_.uid) in reader.get(round_.get_absolute_url()).content.decode()

    assert (refused, before, after, reader.get(paper.url).status_code) == (403, False, True, 202)
    assert fresh(round_).state == RoundState.ACCEPTED
    assert again.context["form"].initial["overall"] == "GREEN"
    assert office.get(paper.url).status_code == 202
    assert office.get(round_.get_absolute_url()).status_code == 200


def test_a_round_is_waived(office):
    round_ = RoundFactory()

    office.post(to("waive_round", round_.uid), REASON)

    assert fresh(round_).state == RoundState.WAIVED
    assert office.get(to("round_paper", round_.uid)).status_code == 404


SITE = {
    "province": 40, "agency_th": "เทศบาลตำบลน้ำพอง", "mode": "SCALE_OUT", "status": "implementing",
    "evidence_th": "หนังสือตกลง",
}  # fmt: skip


def test_a_site_is_added_changed_and_carries_the_issue_to_scaled_and_back(office):
    team = TeamFactory(proposal__state=State.FOLLOW_UP)
    office.post(to("site_new", team.proposal.code), SITE)
    site = team.sites.get()
    office.post(to("mark_scaled", team.proposal.code))
    office.post(
        to("site", team.proposal.code, site.uid), SITE | {"status": "paused", "note_th": "น้ำท่วม"}
    )
    office.post(to("resume", team.proposal.code), REASON)

    site.refresh_from_db()
    team.proposal.refresh_from_db()
    assert (site.status, team.proposal.state) == ("paused", State.FOLLOW_UP)


def test_a_site_of_another_team_is_not_found(office):
    site = SiteFactory()
    other = TeamFactory(proposal__state=State.FOLLOW_UP)

    assert office.get(to("site", other.proposal.code, site.uid)).status_code == 404


def test_the_director_discontinues_with_a_lesson(client_of):
    team = full_team(State.IN_LAB)
    director = client_of(UserFactory(director=True))
    url = to("discontinue", team.proposal.code)

    bare = director.post(url, REASON)
    director.post(url, REASON | {"lesson_th": "ระเบียบยังไม่รองรับ"})

    assert bare.context["form"].errors.keys() == {"lesson_th"}
    team.proposal.refresh_from_db()
    assert team.proposal.state == State.DISCONTINUED


def test_the_closing_report_is_handed_out(client_of):
    round_ = RoundFactory()
    director = UserFactory(director=True)
    services.waive_round(round_, by=director, reason=REASON["reason"])
    team = services.close(round_.team, by=director, summary_th="ดำเนินการต่อโดยสหกรณ์")
    paper = Paper.objects.of(team).get()

    answer = client_of(director).get(to("team_paper", team.proposal.code, paper.uid))

    assert answer.status_code == 202
