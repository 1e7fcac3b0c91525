"""The office at work on a cohort and its teams, through the pages."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cohorts import services
from cohorts.models import Cohort, MinisterReport
from cohorts.states import GateState, SeatState, TierKey
from cohorts.telling import OF_A_SEAT, WORDS
from proposals.states import State
from pyp_portal import clock
from pyp_portal.papers.models import Paper
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.cohorts import (
    RoundFactory,
    SeatFactory,
    TeamFactory,
    cohort_of,
    full_team,
)
from tests.factories.proposals import CallFactory, ProposalFactory, pdf

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


# --- The cohort --------------------------------------------------------------------
def test_a_cohort_is_opened_and_its_settings_kept(office):
    call = CallFactory()
    before = office.get(to("index"))
    office.post(to("open", call.fiscal_year))
    cohort = Cohort.objects.get()
    typed = {
        "min_scaled_sites": 2, "attendance_pct": 80, "training_hours": 60, "obstacle_days": 5,
        "follow_up_months": "6, 12, 18",
        **day("lab_starts_on", date(2025, 3, 3)), **day("lab_ends_on", date(2025, 8, 29)),
        **day("follow_up_starts_on", date(2025, 9, 1)),
        **day("presentation_from", date(2025, 8, 4)), **day("presentation_to", date(2025, 8, 1)),
    }  # fmt: skip

    refused = office.post(to("settings", call.fiscal_year), typed)
    assert list(refused.context["form"].errors) == ["presentation_to"]
    typed |= day("presentation_to", date(2025, 8, 15))
    office.post(to("settings", call.fiscal_year), typed)

    cohort.refresh_from_db()
    assert list(before.context["calls"]) == [call]
    assert (cohort.min_scaled_sites, cohort.follow_up_starts_on) == (2, date(2025, 9, 1))
    assert (cohort.obstacle_days, cohort.presentation_to) == (5, date(2025, 8, 15))
    soon = {"opens_at": clock.now() + timedelta(9), "closes_at": clock.now() + timedelta(30)}
    cohort_of(CallFactory(fiscal_year=call.fiscal_year + 1, **soon))
    assert office.get(to("index")).url == cohort.get_absolute_url()  # not the year in preparation


def test_settings_that_a_colleague_has_changed_meanwhile_are_not_undone(office):
    cohort = cohort_of()
    url = to("settings", cohort.call.fiscal_year)
    seen = office.get(url).context["seen"]
    typed = {
        "min_scaled_sites": 4, "attendance_pct": 80, "training_hours": 60, "seen": seen,
        "follow_up_months": "6, 12, 18", "report_every_months": 3,
        **day("lab_starts_on", date(2025, 3, 3)), **day("lab_ends_on", date(2025, 8, 29)),
    }  # fmt: skip

    office.post(url, typed)
    late = office.post(url, typed | {"min_scaled_sites": 9})

    cohort.refresh_from_db()
    assert (cohort.min_scaled_sites, cohort.report_every_months) == (4, 3)
    assert late.context["form"].errors.keys() == {"__all__"}
    assert late.context["form"]["min_scaled_sites"].value() == "9"


def test_a_lab_that_ends_before_it_begins_is_sent_back(office):
    cohort = cohort_of()
    typed = {
        "min_scaled_sites": 1, "attendance_pct": 80, "training_hours": 60, "obstacle_days": 5,
        "follow_up_months": "6, 12, 18",
        **day("lab_starts_on", date(2025, 8, 29)), **day("lab_ends_on", date(2025, 3, 3)),
    }  # fmt: skip

    page = office.post(to("settings", cohort.call.fiscal_year), typed)

    assert (page.status_code, page.context["form"].is_valid()) == (200, False)


def test_a_call_without_dates_of_the_lab_opens_no_cohort(office):
    call = CallFactory(lab_starts_on=None)

    office.post(to("open", call.fiscal_year))

    assert not Cohort.objects.exists()


def test_roster_and_report_are_issued_and_handed_out(office):
    year = full_team().cohort.call.fiscal_year

    roster = office.post(to("roster", year))
    report = office.post(to("minister_report", year))

    assert [office.get(roster.url).status_code, office.get(report.url).status_code] == [202, 200]
    assert sorted(p.kind for p in Paper.objects.all()) == ["PD-18"]
    assert MinisterReport.objects.get().as_of == date(2025, 4, 10)


# --- The team ------------------------------------------------------------------------
def test_the_commitment_comes_with_its_letter_as_a_pdf(office):
    team = TeamFactory()
    typed = {"letter_no": "ที่ ตย 400/2568", **day("letter_date", date(2025, 3, 3))}
    url = to("commitment", team.proposal.code)

    wrong = office.post(url, typed | {"file": SimpleUploadedFile("letter.pdf", b"<html>")})
    office.post(url, typed | {"file": SimpleUploadedFile("letter.pdf", pdf())})

    assert wrong.context["form"].errors.keys() == {"__all__"}
    team.refresh_from_db()
    assert (team.commitment_no, team.commitment_file.kind) == ("ที่ ตย 400/2568", "pdf")
    download = office.get(to("commitment_file", team.proposal.code))
    assert b"".join(download)[:5] == b"%PDF-"
    assert download["Content-Disposition"].startswith("attachment")


def test_partners_and_links_are_added(office):
    team, agency, person = TeamFactory(), AgencyFactory(), UserFactory()
    partner = {"name_th": "ประธานเครือข่าย", "sector": "CIVIL_SOCIETY"}

    unknown = office.post(
        to("partner", team.proposal.code), partner | {"email": "nobody@example.org"}
    )
    office.post(to("partner", team.proposal.code), partner | {"email": person.email})
    office.post(to("link", team.proposal.code), REASON | {"agency": agency.code})

    assert unknown.context["form"].errors.keys() == {"email"}
    assert [p.person for p in team.partners.all()] == [person]
    assert [link.agency for link in team.agency_links.all()] == [agency]


def test_the_gap_is_waived_and_the_team_enters_and_completes(office):
    team = TeamFactory(committed=True)
    office.post(to("waive_gap", team.proposal.code), REASON)
    office.post(to("enter_lab", team.proposal.code))
    refused = office.post(to("complete_lab", team.proposal.code), follow=True)

    team.proposal.refresh_from_db()
    assert team.proposal.state == State.IN_LAB
    assert [m.level_tag for m in refused.context["messages"]][-1] == "error"


def test_the_lab_is_reopened_and_an_agency_named(office):
    team, agency = full_team(State.LAB_COMPLETED), AgencyFactory()

    office.post(to("reopen_lab", team.proposal.code), REASON)
    office.post(to("responsible", team.proposal.code), {"agency": agency.name_th})

    team.refresh_from_db()
    assert (team.proposal.state, team.responsible_agency) == (State.IN_LAB, agency)
    assert office.get(to("history", team.proposal.code)).status_code == 200


def test_exceptions_replacements_and_withdrawals_need_a_reason(office):
    team = TeamFactory()
    doubtful = SeatFactory(team=team, key=TierKey.COORDINATOR, doubtful=True)
    first, second = SeatFactory(team=team), SeatFactory(team=team)

    office.post(to("exception", doubtful.uid), REASON)
    office.post(to("replace", first.uid), REASON)
    office.post(to("withdraw", second.uid), REASON)

    for seat in (doubtful, first, second):
        seat.refresh_from_db()
    assert doubtful.exception_at is not None
    page = office.get(doubtful.get_absolute_url()).content.decode()
    assert "ต้องใช้ดุลพินิจ</p>" not in page
    assert (first.state, second.state) == (SeatState.REPLACED, SeatState.WITHDRAWN)


def test_a_request_without_an_agency_is_sent_back(office):
    team = TeamFactory()
    tier = team.cohort.tiers.get(key=TierKey.ADVISOR)

    page = office.post(to("seat_new", team.proposal.code), {"tier": tier.pk})

    assert page.context["form"].errors.keys() == {"__all__"}


def test_a_gate_is_waived_and_a_phase_sent_back(office):
    team = full_team(State.IN_LAB)
    place = (team.proposal.code, "TEST")

    office.post(to("waive_gate", *place), REASON)
    office.post(to("send_back", *place), REASON)

    phase = team.phase("TEST")
    assert (phase.state, phase.sent_back_count) == ("sent_back", 1)


def test_a_deliverable_brings_its_file(office):
    team = full_team(State.IN_LAB)
    place = (team.proposal.code, "L0")
    assert office.get(to("deliverable_file", *place)).status_code == 404

    office.post(to("deliverable", *place), {"file": SimpleUploadedFile("l0.pdf", pdf())})

    assert b"".join(office.get(to("deliverable_file", *place)))[:5] == b"%PDF-"


def test_the_history_of_a_team_is_told_in_words(office, staff):
    team = full_team(State.IN_LAB)
    services.waive_gate(team.phase("TEST"), by=staff, reason=REASON["reason"])

    (event,) = office.get(to("history", team.proposal.code)).context["told"]

    assert (event["about"][:2], event["who"], event["reason"]) == (
        "L5", str(staff), REASON["reason"],
    )  # fmt: skip


def test_every_verb_of_a_team_has_words():
    sources = [path.read_text() for path in Path(services.__file__).parent.glob("*.py")]
    verbs = {
        verb
        for source in sources
        for verb in re.findall(r'record\(\s*(?:\w+\.)?team, "(\w+)"', source)
    }

    seats = {verb for source in sources for verb in re.findall(r'record\(\s*seat, "(\w+)"', source)}
    seats |= {"attended", "certified"}  # of seats and partners alike
    assert seats == set(OF_A_SEAT)
    verbs |= {"activity_shown", "activity_unshown"}  # which of them is decided at the moment
    assert verbs | {f"gate_{state}" for state in GateState} - {"gate_not_started"} == set(WORDS)


def test_reports_that_are_owed_stand_in_the_cockpit_the_latest_first(office, at):
    soon = RoundFactory()
    late = RoundFactory(team=soon.team, months=12, due_on=date(2025, 4, 1))
    RoundFactory(team=soon.team, months=18, due_on=date(2025, 9, 1))

    page = office.get(soon.team.cohort.get_absolute_url())

    assert page.context["owed"].rows == [late, soon]


def test_selected_issues_without_a_team_stand_in_the_cockpit(office):
    proposal = ProposalFactory(state=State.SELECTED)
    cohort = cohort_of(proposal.call)
    TeamFactory()

    assert office.get(cohort.get_absolute_url()).context["unformed"].rows == [proposal]
