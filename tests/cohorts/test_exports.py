"""The roster as a file: confirmed participants, for those who read everything."""

import csv

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from cohorts import exports
from cohorts.tasks import export as task
from pyp_portal.papers.models import Export
from tests.factories.accounts import UserFactory
from tests.factories.cohorts import SeatFactory, full_team
from tests.factories.papers import ExportFactory
from tests.factories.proposals import AccessFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff():
    return UserFactory(staff=True)


def asked(team, person):
    year = team.cohort.call.fiscal_year
    return ExportFactory(kind=exports.KIND, asked_by=person, parameters={"year": year})


def test_it_names_the_confirmed_participants(staff):
    team = full_team()
    waiting = SeatFactory(team=team, nominated=True)

    table = exports.table(asked(team, staff))

    rows = list(table.rows)
    confirmed = {seat.person.name_th for seat in team.participants.confirmed()}
    assert {row[4] for row in rows} == confirmed
    assert waiting.person.name_th not in confirmed
    assert (len(rows), table.total) == (4, 4)
    assert {len(row) for row in rows} == {len(exports.HEADERS)}


def test_a_team_that_is_closed_to_the_asker_is_not_in_it(staff):
    team = full_team()
    AccessFactory(proposal=team.proposal, user=staff, kind="closed")

    assert list(exports.table(asked(team, staff)).rows) == []


def test_the_people_of_the_team_get_no_roster():
    team = full_team()

    with pytest.raises(PermissionDenied):
        exports.table(asked(team, team.participants.first().person))


def test_s18_from_the_button_to_a_file_that_runs_no_formula(staff, client_of):
    team = full_team()
    team.participants.update(position_th="=1+1")
    client = client_of(staff)

    client.post(
        reverse("cohorts:roster_export", args=[team.cohort.call.fiscal_year]), {"format": "csv"}
    )

    export = Export.objects.get()
    task(export.pk)
    body = b"".join(client.post(export.file_url)).decode("utf-8-sig")
    rows = list(csv.reader(body.splitlines()))
    assert len(rows) == 5
    assert {row[5] for row in rows[1:]} == {"'=1+1"}


def test_s36_who_reads_everything_no_more_does_not_fetch_it(staff, at):
    at("2025-02-08 10:00")
    export = asked(full_team(), staff)
    task(export.pk)
    export.refresh_from_db()
    assert exports.may_fetch(export, staff)

    staff.role_grants.all().delete()

    assert not exports.may_fetch(export, type(staff).objects.get(pk=staff.pk))
