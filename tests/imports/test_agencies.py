"""Agencies from a file: tried, refused by row and column, entered, and undone."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from pyp_portal.accounts.models import Agency
from pyp_portal.accounts.refusals import Refused
from pyp_portal.accounts.roles import Level, Sector
from pyp_portal.history.services import timeline
from pyp_portal.imports import services, working
from pyp_portal.imports.models import MOST_ATTEMPTS, Import, Kind, State
from pyp_portal.search.models import SearchEntry
from pyp_portal.search.services import matching
from tests.factories.accounts import AgencyFactory, MembershipFactory, UserFactory
from tests.imports.files import (
    AGENCIES,
    agency,
    entered,
    faults,
    file_of,
    fresh,
    sent,
    worked,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _thai():
    with translation.override("th"):
        yield


@pytest.fixture
def officer():
    return UserFactory(staff=True)


def test_a_list_is_entered_whole_by_the_verb_of_the_register(officer):
    parent = AgencyFactory(code="UP", name_th="กรมตัวอย่าง")
    rows = [agency("B", parent="A"), agency("A", kind="DEPARTMENT", province="", parent="UP")]

    found = sent(Kind.AGENCIES, *rows, by=officer)
    assert (found.state, found.total, found.content) == (State.READY, 2, None)
    assert Agency.objects.count() == 1

    found = worked(services.enter(found, by=officer))
    above, below = Agency.objects.get(code="A"), Agency.objects.get(code="B")
    assert (found.state, found.done, found.rows) == (State.ENTERED, 2, [])
    assert (above.parent, below.parent) == (parent, above)
    assert (above.level, below.level, below.sector) == (Level.CENTRAL, Level.LOCAL, Sector.PUBLIC)
    assert below.province.name_th == "สงขลา"
    assert list(matching(Agency.objects.all(), "ใหม่ B")) == [below]
    assert [(one.verb, one.by) for one in timeline(below)] == [("registered", officer)]
    assert [one.verb for one in timeline(found)] == ["sent", "begun", "entered"]


def test_three_bad_rows_refuse_the_whole_list_and_are_named(officer):
    rows = [agency(f"N{n}") for n in range(40)]
    rows[5][2], rows[11][0], rows[30][1] = "ไม่มีประเภทนี้", "มี เว้นวรรค", None

    found = sent(Kind.AGENCIES, *rows, by=officer)

    assert (found.state, found.bad_rows, found.rows) == (State.REFUSED, 3, [])
    assert found.note.startswith("พบข้อผิดพลาด 3 แถวจาก 40 แถว")
    assert [fault[:2] for fault in faults(found)] == [
        (7, "ประเภท"),
        (13, "รหัสหน่วยงาน"),
        (32, "ชื่อภาษาไทย"),
    ]
    assert faults(found)[0][2].startswith("“ไม่มีประเภทนี้” ไม่อยู่ในรายการ")
    assert not Agency.objects.exists()
    with pytest.raises(Refused):
        services.enter(found, by=officer)


def test_what_stands_twice_in_the_file_is_found(officer):
    rows = [agency("A", "อบต.ท่าช้าง"), agency("a"), agency("C", "อบต. ท่าช้าง")]
    rows += [agency("D", "อบต.ท่าช้าง", province="ยะลา")]  # of another province: another agency

    found = sent(Kind.AGENCIES, *rows, by=officer)

    assert faults(found) == [
        (3, "รหัสหน่วยงาน", "รหัสซ้ำกับแถวที่ 2 ของไฟล์"),
        (4, "ชื่อภาษาไทย", "ชื่อซ้ำกับแถวที่ 2 ของไฟล์ในจังหวัดเดียวกัน"),
    ]


def test_what_the_register_has_already_is_found(officer):
    AgencyFactory(code="OLD", name_th="องค์การบริหารส่วนตำบลท่าช้าง")

    found = sent(Kind.AGENCIES, agency("old"), agency("NEW", "อบต.ท่าช้าง"), by=officer)

    assert faults(found) == [
        (2, "รหัสหน่วยงาน", "ทะเบียนมีรหัสนี้แล้ว คือ องค์การบริหารส่วนตำบลท่าช้าง"),
        (3, "ชื่อภาษาไทย", "ทะเบียนมีชื่อนี้ในจังหวัดเดียวกันแล้ว รหัส OLD"),
    ]


def test_parents_that_are_nowhere_or_go_in_a_circle_are_named(officer):
    rows = [agency("A", parent="B"), agency("B", parent="A"), agency("C", parent="NONE")]

    found = sent(Kind.AGENCIES, *rows, by=officer)

    assert [fault[:2] for fault in faults(found)] == [(n, "สังกัด") for n in (2, 3, 4)]
    assert "NONE" in faults(found)[2][2]


@pytest.mark.parametrize(
    ("rows", "word"),
    [
        ([AGENCIES], "ไม่มีข้อมูลใต้แถวหัวคอลัมน์"),
        ([], "ขาดคอลัมน์"),
        ([AGENCIES[1:], agency("A")[1:]], "รหัสหน่วยงาน"),
        ([[*AGENCIES, "หมายเหตุ"], agency("A")], "“หมายเหตุ”"),
        ([[*AGENCIES, "จังหวัด"], agency("A")], "“จังหวัด”"),
    ],
)
def test_a_workbook_that_is_not_the_template_says_why(officer, rows, word):
    found = worked(services.send(Kind.AGENCIES, file_of(*rows), by=officer))

    assert (found.state, found.faults) == (State.REFUSED, [])
    assert word in found.note


def test_a_file_that_is_no_workbook_is_not_kept(officer):
    file = file_of(AGENCIES)
    file.file.seek(0)
    file.file.write(b"%PDF")

    with pytest.raises(ValidationError, match="Excel"):
        services.send(Kind.AGENCIES, file, by=officer)

    assert not Import.objects.exists()


def test_a_code_that_excel_made_a_number_of_is_a_code_and_heads_may_be_english(officer):
    heads = ["Code of the agency", "Name in Thai", "kind", "province"]
    row = [1001.0, "อบต.ใหม่", "SAO", "Songkhla"]

    found = worked(services.send(Kind.AGENCIES, file_of(heads, row), by=officer))

    assert found.rows[0] | {"row": 2} == found.rows[0]
    assert (found.rows[0]["code"], found.rows[0]["province"]) == ("1001", 90)


def test_rows_that_somebody_entered_meanwhile_are_left_out_and_named(officer):
    found = sent(Kind.AGENCIES, agency("A"), agency("B"), by=officer)
    AgencyFactory(code="A")

    found = worked(services.enter(found, by=officer))

    assert (found.state, len(found.made)) == (State.ENTERED, 1)
    assert [fault[:2] for fault in faults(found)] == [(2, "รหัสหน่วยงาน")]


def test_whoever_goes_on_after_a_worker_that_died_enters_nothing_twice(officer, monkeypatch):
    monkeypatch.setattr(working, "PIECE", 1)
    found = sent(Kind.AGENCIES, agency("A"), agency("B"), by=officer)
    services.enter(found, by=officer)

    assert working.step(found.pk)  # then the worker dies
    assert (fresh(found).done, Agency.objects.count()) == (1, 1)

    assert worked(found).state == State.ENTERED
    assert sorted(Agency.objects.values_list("code", flat=True)) == ["A", "B"]


def test_it_is_undone_while_nothing_depends_on_it(officer):
    found = entered(Kind.AGENCIES, agency("A"), agency("B", parent="A"), by=officer)

    found = worked(services.undo(found, by=officer, reason="ส่งผิดไฟล์"))

    assert found.state == State.UNDONE
    assert not Agency.objects.exists()
    assert not SearchEntry.objects.filter(record_type="accounts.agency").exists()
    assert [one.verb for one in timeline(found)][-2:] == ["undo asked", "undone"]


def member(made):
    MembershipFactory(agency=made)


def child(made):
    AgencyFactory(parent=made)


def joined(made):
    made.duplicate_of = Agency.objects.get(code="A")
    made.save()


@pytest.mark.parametrize("depend", [member, child, joined])
def test_it_is_not_undone_once_something_depends_on_an_entry(officer, depend):
    found = entered(Kind.AGENCIES, agency("A"), agency("B"), by=officer)
    depend(Agency.objects.get(code="B"))

    found = worked(services.undo(found, by=officer, reason="ส่งผิดไฟล์"))

    assert found.state == State.ENTERED
    assert found.note.startswith("ถอนไม่ได้") and "อบต.ใหม่ B" in found.note
    assert Agency.objects.filter(code__in=["A", "B"]).count() == 2


def test_a_list_is_entered_once_and_the_second_person_is_told_who_was_first(officer):
    found = sent(Kind.AGENCIES, agency("A"), by=officer)
    services.enter(found, by=officer)

    with pytest.raises(Refused, match=str(officer)):
        services.enter(found, by=UserFactory(staff=True))
    with pytest.raises(Refused):
        services.drop(found, by=officer, reason="ไม่ใช้")


def test_one_person_has_three_files_at_work(officer):
    for _n in range(services.MOST_AT_ONCE):
        services.send(Kind.AGENCIES, file_of(AGENCIES, agency("A")), by=officer)

    with pytest.raises(ValidationError, match="หลายไฟล์"):
        services.send(Kind.AGENCIES, file_of(AGENCIES, agency("A")), by=officer)

    Import.objects.update(attempts=MOST_ATTEMPTS)  # what no worker can do blocks nobody
    assert sent(Kind.AGENCIES, agency("A"), by=officer).is_ready
