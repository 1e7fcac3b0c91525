"""Across the years: cohorts side by side, people and alumni, settings of another year."""

import csv
from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cohorts import alumni, years
from cohorts.models import Cohort, FollowUpReport
from cohorts.services import cloning
from cohorts.states import Overall, SiteStatus, TierKey
from cohorts.tasks import export as task
from proposals.states import State
from pyp_portal import clock
from pyp_portal.history.models import Event
from pyp_portal.papers.models import Export
from tests.factories.accounts import UserFactory
from tests.factories.cohorts import RoundFactory, SeatFactory, SiteFactory, TeamFactory, cohort_of
from tests.factories.proposals import AccessFactory, CallFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff():
    return UserFactory(staff=True)


def team_in(year, state, **more):
    call = cohort_of(call_of(year)).call
    return TeamFactory(proposal__call=call, proposal__state=state, **more)


def call_of(year):
    found = Cohort.objects.filter(call__fiscal_year=year).first()
    return found.call if found else CallFactory(fiscal_year=year)


def report(team, months, overall, *, accepted=True):
    return FollowUpReport.objects.create(
        round=RoundFactory(team=team, months=months),
        overall=overall,
        submitted_at=clock.now(),
        submitted_by=UserFactory(),
        accepted_at=clock.now() if accepted else None,
    )


# --- Cohorts side by side -----------------------------------------------------
def test_each_cohort_has_its_line(staff):
    scaled, ended = team_in(2567, State.SCALED), team_in(2567, State.DISCONTINUED)
    lab = team_in(2568, State.IN_LAB)
    report(scaled, 6, Overall.GREEN)
    report(scaled, 12, Overall.YELLOW)
    report(ended, 6, Overall.RED, accepted=False)
    SiteFactory(team=scaled, status=SiteStatus.SUSTAINED)
    SiteFactory(team=scaled, status=SiteStatus.INTERESTED)
    person = SeatFactory(team=scaled, key=TierKey.ADVISOR).person
    SeatFactory(team=lab, key=TierKey.ADVISOR, person=person)
    SeatFactory(team=lab)

    newest, oldest = years.every(staff)

    assert (oldest.teams, oldest.scaled, oldest.discontinued, oldest.closed) == (2, 1, 1, 0)
    assert (oldest.sites, oldest.people, oldest.returning) == (1, 1, 0)
    assert (newest.teams, newest.people, newest.returning, newest.sites) == (1, 2, 1, 0)
    assert [(months, [n for *_, n in lights]) for months, lights in oldest.lights] == [
        (6, [1, 0, 0]),
        (12, [0, 1, 0]),
    ]


def test_what_is_closed_to_somebody_is_in_no_figure(staff):
    team = team_in(2567, State.SCALED)
    SeatFactory(team=team)
    SiteFactory(team=team, status=SiteStatus.SUSTAINED)
    report(team, 6, Overall.GREEN)
    AccessFactory(proposal=team.proposal, user=staff, kind="closed")

    (year,) = years.every(staff)

    assert (year.teams, year.people, year.sites, dict(year.outcomes)) == (0, 0, 0, {})
    assert list(years.issues(staff)) == list(alumni.people(staff)) == []


def test_the_pages_cost_the_same_with_more_rows(staff, client_of):
    client = client_of(staff)
    counted = {"cohorts:years": [], "cohorts:alumni": []}
    for more in (1, 2):
        for number in range(more):
            team = team_in(2560 + more + number, State.SCALED)
            report(team, 6, Overall.GREEN)
            SeatFactory(team=team)
        for name, counts in counted.items():
            client.get(reverse(name))
            with CaptureQueriesContext(connection) as asked:
                client.get(reverse(name))
            counts.append(len(asked))

    assert [counts[0] == counts[1] for counts in counted.values()] == [True, True]


# --- Issues ---------------------------------------------------------------------
def test_issues_are_found_by_year_and_by_any_part_of_the_words(staff):
    waste = team_in(2567, State.CLOSED, proposal__title_th="ขยะในคลอง")
    roads = team_in(2568, State.IN_LAB, proposal__title_th="ถนนหน้าโรงเรียน")

    def found(**narrowed):
        return set(years.issues(staff, **narrowed))

    assert found() == {waste, roads}
    assert found(year=2567) == {waste}
    assert found(words="โรงเรียน ถนน") == {roads}
    assert found(words=waste.proposal.code) == {waste}
    assert found(year=2567, words="ถนน") == set()


def test_only_accepted_reports_say_how_it_went(staff):
    team = team_in(2567, State.SCALED)
    report(team, 6, Overall.RED)
    report(team, 12, Overall.GREEN, accepted=False)

    (line,) = years.lines(years.issues(staff))

    assert years.outcomes_of(years.issues(staff).get()) == [Overall.RED, None]
    assert [outcome[2] for outcome in line["outcomes"]] == ["stop", "still"]


def test_the_page_of_the_years(staff, client_of):
    team = team_in(2567, State.SCALED)
    open_call = CallFactory(fiscal_year=2569)
    client, url = client_of(staff), reverse("cohorts:years")

    page = client.get(url).content.decode()
    nothing = client.get(url, {"q": "ไม่มีคำนี้", "year": "x"}).content.decode()
    auditor = client_of(UserFactory(auditor=True)).get(url).content.decode()

    opening = f'action="{reverse("cohorts:open", args=[open_call.fiscal_year])}"'
    assert (team.proposal.title_th in page, opening in page) == (True, True)
    assert (team.proposal.title_th in nothing, opening in auditor) == (False, False)


# --- People ---------------------------------------------------------------------
def test_alumni_are_those_whose_lab_is_completed(staff):
    done = SeatFactory(team=team_in(2567, State.PRESENTED), key=TierKey.COORDINATOR)
    running = SeatFactory(team=team_in(2568, State.IN_LAB), key=TierKey.AREA_OPERATOR)
    SeatFactory(team=done.team, nominated=True)
    left = SeatFactory(team=team_in(2566, State.DISCONTINUED))
    later = SeatFactory(team=team_in(2566, State.DISCONTINUED, completed_lab_at=clock.now()))

    def found(words="", **narrowed):
        return {person.pk for person in alumni.people(staff, words, **narrowed)}

    assert found() == {one.person_id for one in (done, running, left, later)}
    assert found(is_alumni=True) == {done.person_id, later.person_id}
    assert found(tier=TierKey.COORDINATOR) == {done.person_id}
    assert found(year=2568) == found(running.person.given_th) == {running.person_id}
    assert found("ไม่มีใครชื่อนี้") == set()


def test_the_page_names_seats_and_no_way_to_reach_the_person(staff, client_of):
    seat = SeatFactory(team=team_in(2567, State.PRESENTED))
    client, url = client_of(staff), reverse("cohorts:alumni")

    page = client.get(url, {"tier": seat.tier.key, "alumni": "1"}).content.decode()
    nobody = client.get(url, {"tier": "nothing", "q": "ไม่มีใครชื่อนี้"}).content.decode()

    assert (seat.person.name_th in page, seat.agency.name_th in page) == (True, True)
    assert seat.person.email not in page
    assert seat.person.name_th not in nobody


@pytest.mark.parametrize("name", ["cohorts:issues_export", "cohorts:people_export"])
def test_both_lists_can_be_had_as_a_file(staff, client_of, name):
    seat = SeatFactory(team=team_in(2567, State.PRESENTED))
    report(seat.team, 6, Overall.GREEN)
    client = client_of(staff)

    client.post(reverse(name), {"format": "csv", "year": "2567"})
    export = Export.objects.get()
    task(export.pk)
    file = client.post(reverse("cohorts:export_file", args=[export.uid]))

    text = b"".join(file).decode("utf-8-sig")
    headers, row = list(csv.reader(StringIO(text)))
    assert len(headers) == len(row)
    assert {"2567", seat.team.proposal.code} <= set(row)


# --- Settings of another year ---------------------------------------------------
@pytest.fixture
def source():
    cohort = team_in(2567, State.CLOSED).cohort
    Cohort.objects.filter(pk=cohort.pk).update(attendance_pct=90, follow_up_months=[3, 9])
    cohort.tiers.filter(key=TierKey.AREA_OPERATOR).update(seats=5, role_th="ชื่อของปีก่อน")
    return Cohort.objects.get(pk=cohort.pk)


def test_every_setting_is_taken_over_and_dates_stay(staff, source):
    fresh = cohort_of(CallFactory(fiscal_year=2569))

    copied = cloning.copy_settings(source, fresh, by=staff)

    assert (copied.attendance_pct, copied.follow_up_months) == (90, [3, 9])
    assert copied.lab_starts_on == fresh.lab_starts_on
    assert copied.tiers.get(key=TierKey.AREA_OPERATOR).role_th == "ชื่อของปีก่อน"
    assert copied.tiers.count() == source.tiers.count() == 4
    assert Event.objects.filter(verb="settings_copied", by=staff).count() == 1


def test_once_a_seat_is_asked_for_settings_stay(staff, source):
    fresh = SeatFactory(team=team_in(2569, State.SELECTED)).cohort

    with pytest.raises(ValidationError):
        cloning.copy_settings(source, fresh, by=staff)

    assert Cohort.objects.get(pk=fresh.pk).attendance_pct == 80


def test_from_the_page_to_the_settings(staff, source, client_of):
    fresh = cohort_of(CallFactory(fiscal_year=2569))
    client, url = client_of(staff), reverse("cohorts:copy_settings", args=[2569])

    wrong = client.post(url, {"source": fresh.pk})
    client.post(url, {"source": source.pk})

    assert wrong.status_code == 200
    assert Cohort.objects.get(pk=fresh.pk).attendance_pct == 90


def test_a_cohort_is_opened_like_another_year(staff, source, client_of):
    call = CallFactory(fiscal_year=2570)

    client_of(staff).post(reverse("cohorts:open", args=[2570]), {"like": "2567"})

    assert Cohort.objects.get(call=call).attendance_pct == 90
