"""Attendance, sessions and deliverables as files: for who reads everything, without the closed."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from cohorts import lists, services, work_lists
from cohorts.models import Reflection
from cohorts.tasks import export_list
from cohorts.voices import AgeBand
from pyp_portal import clock
from pyp_portal.papers.models import Export
from tests.factories.accounts import UserFactory
from tests.factories.citizens import OpinionFactory
from tests.factories.cohorts import ActivityFactory, PilotTestFactory
from tests.factories.papers import ExportFactory
from tests.factories.proposals import AccessFactory
from tests.factories.workshops import AttendanceFactory, WorkshopFactory, seat_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff():
    return UserFactory(staff=True)


@pytest.fixture
def seat():
    session = WorkshopFactory()
    seat = seat_in(session)
    AttendanceFactory(session=session, seat=seat, afternoon="ABSENT", note_th="รถติด")
    return seat


def asked(seat, person, of):
    parameters = {"of": of, "year": seat.team.cohort.call.fiscal_year}
    return ExportFactory(kind=lists.KIND, asked_by=person, parameters=parameters)


def rows(seat, person, of):
    table = lists.table(asked(seat, person, of))
    found = list(table.rows)
    assert len(found) == table.total
    return found


def test_pd_19_who_came_by_halves(seat, staff):
    code = seat.team.proposal.code
    [row] = rows(seat, staff, "attendance")
    assert (row[0], row[2], row[3]) == (date(2025, 4, 10), code, str(seat.person))
    assert (row[6] != row[7], row[8]) == (True, "รถติด")


def test_sessions_and_deliverables(seat, staff):
    assert [row[1:3] for row in rows(seat, staff, "workshops")] == [["09.00", "16.00"]]
    found = rows(seat, staff, "deliverables")
    owed = [(str(one), one.due_on) for one in seat.team.deliverables.all()]
    assert [(row[3], row[4]) for row in found] == owed != []


@pytest.mark.parametrize("of", ["attendance", "deliverables", *work_lists.LISTINGS])
def test_a_team_closed_to_the_asker_is_not_in_it(seat, staff, of):
    ActivityFactory(team=seat.team)
    AccessFactory(proposal=seat.team.proposal, user=staff, kind="closed")
    assert rows(seat, staff, of) == []


@pytest.mark.parametrize("of", list(lists.LISTINGS))
def test_a_participant_gets_no_list(seat, of):
    with pytest.raises(PermissionDenied):
        rows(seat, seat.person, of)


def test_what_a_team_did_its_people_its_values_its_advice(seat, staff):
    team, day = seat.team, date(2025, 4, 9)
    ActivityFactory(
        team=team, people_total=30, female=14, male=16, vulnerable=9, age_bands={"60+": 7},
        what_changed_th="เพิ่มช่องโทรกลับ",
    )  # fmt: skip
    metric = PilotTestFactory(team=team).metrics.create(
        indicator_th="เวลารู้ผล", unit_th="วัน", baseline=46, target=15
    )
    for value in (20, 17):
        metric.measurements.create(
            value=value, measured_on=day, source_th="ทะเบียนรับเรื่อง", recorded_by=staff,
            recorded_at=clock.now(),
        )  # fmt: skip
    services.record_mentoring(team, by=staff, advisor=staff, held_on=day, advice_th="ฟังก่อนทำ")

    [held] = rows(seat, staff, "activities")
    assert held[6:9] + held[-4:-1] == [30, 14, 16, 9, held[-3], "เพิ่มช่องโทรกลับ"]
    assert held[9 : 9 + len(AgeBand)].count(7) == 1
    measured = rows(seat, staff, "measurements")
    assert [(row[2], row[4:6], row[7:9]) for row in measured] == [
        ("เวลารู้ผล", [46, 15], [value, "ทะเบียนรับเรื่อง"]) for value in (20, 17)
    ]
    [advice] = rows(seat, staff, "mentoring")
    assert advice[:2] + advice[3:5] == [team.proposal.code, day, str(staff), "ฟังก่อนทำ"]


def test_what_participants_take_along_is_for_the_office_alone(seat, staff):
    Reflection.objects.create(seat=seat, text_th="ได้ฟังชาวบ้านก่อน", written_at=clock.now())
    [row] = rows(seat, staff, "reflections")
    assert row[:2] + row[4:5] == [seat.team.proposal.code, str(seat.person), "ได้ฟังชาวบ้านก่อน"]
    with pytest.raises(PermissionDenied):
        rows(seat, UserFactory(auditor=True), "reflections")
    AccessFactory(proposal=seat.team.proposal, user=staff, kind="closed")
    assert rows(seat, staff, "reflections") == []


def test_opinions_that_wait_go_out_with_persons_covered(seat, staff, client_of):
    waits = OpinionFactory(team=seat.team, words="โทรหาผม 081-234-5678 ตอนเย็น")
    OpinionFactory(team=seat.team, shown=True)
    client_of(staff).post(reverse("cohorts:opinions_export"), {"format": "csv"})
    export_list(Export.objects.get().pk)
    text = b"".join(client_of(staff).post(Export.objects.get().file_url)).decode("utf-8-sig")
    assert (len(text.splitlines()), "081" in text, "ตอนเย็น" in text) == (2, False, True)
    [row] = rows(seat, UserFactory(auditor=True), "opinions")
    assert (row[0], row[1]) == (waits.given_at, seat.team.proposal.code)
    AccessFactory(proposal=seat.team.proposal, user=staff, kind="closed")
    assert rows(seat, staff, "opinions") == []


def test_from_the_job_to_the_file_and_no_longer_after_a_change(seat, staff, client_of):
    export_list(asked(seat, staff, "attendance").pk)
    export, client = Export.objects.get(), client_of(staff)
    assert b"".join(client.post(export.file_url)).decode("utf-8-sig").startswith("วันที่,")
    AccessFactory(user=staff, kind="closed")
    assert client.post(export.file_url).status_code == 302
