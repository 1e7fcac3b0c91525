"""The pages of imports, in the hands of officers, administrators and others."""

from datetime import timedelta
from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse

from pyp_portal import clock
from pyp_portal.accounts.models import Agency
from pyp_portal.history.services import erase, latest
from pyp_portal.imports import tasks
from pyp_portal.imports.models import MOST_ATTEMPTS, Import, Kind, State
from pyp_portal.reads import exports
from pyp_portal.serving import retrying
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.papers import ExportFactory
from tests.imports.files import AGENCIES, LIST, agency, file_of, fresh, sent, worked

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return UserFactory(staff=True)


@pytest.fixture
def officer(client_of, person):
    return client_of(person)


def url(name, found):
    return reverse(f"imports:{name}", args=[found.uid])


def text_of(page):
    return page.content.decode()


def test_an_officer_sends_looks_enters_and_undoes(officer, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        file = file_of(AGENCIES, agency("A"), agency("B"), name="หน่วยงาน.xlsx")
        answer = officer.post(LIST, {"kind": "agencies", "file": file})
    page = officer.get(answer.url)
    assert "ข้อมูลถูกต้องครบ 2 แถว" in text_of(page)
    assert "อบต.ใหม่ B" in text_of(page) and "สงขลา" in text_of(page)

    found = Import.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        officer.post(url("enter", found))
    assert "นำเข้าแล้ว 2 แถว" in text_of(officer.get(answer.url))

    assert "โปรดบอกเหตุผลสั้น ๆ" in text_of(officer.post(url("undo", found), follow=True))
    with django_capture_on_commit_callbacks(execute=True):
        officer.post(url("undo", found), {"reason": "ส่งผิดไฟล์"})
    assert "ส่งผิดไฟล์" in text_of(officer.get(answer.url))
    assert not Agency.objects.exists()


def test_a_wrong_file_is_refused_beside_the_field_and_the_choice_stays(officer):
    page = officer.post(LIST, {"kind": "people", "file": ""})
    assert "โปรดเลือกไฟล์" in text_of(page)

    wrong = file_of(AGENCIES)
    wrong.file = BytesIO(b"code;name")
    page = officer.post(LIST, {"kind": "people", "file": wrong})
    assert "ไฟล์นี้ไม่ใช่ไฟล์ Excel" in text_of(page)
    assert page.context["form"]["kind"].value() == "people"


def test_an_administrator_imports_agencies_and_no_people(client_of):
    admin = client_of(UserFactory(admin=True))

    page = admin.get(LIST)
    assert [kind for kind, _label in page.context["form"].fields["kind"].choices] == ["agencies"]
    page = admin.post(LIST, {"kind": "people", "file": file_of(AGENCIES)})
    assert page.status_code == 200 and not Import.objects.exists()
    assert admin.get(reverse("imports:template", args=["people"])).status_code == 404


def test_an_administrator_enters_no_people_either(client_of, person):
    AgencyFactory(code="LEAD")
    found = sent(Kind.PEOPLE, ["นาย", "ก", "ข", "a@example.org", "LEAD"], by=person)
    admin = client_of(UserFactory(admin=True))

    assert admin.get(url("one", found)).status_code == 200
    assert admin.post(url("enter", found)).status_code == 403
    assert admin.post(url("undo", found), {"reason": "ไม่ใช้แล้ว"}).status_code == 403


@pytest.mark.parametrize("kind", ["agencies", "people"])
def test_the_template_is_filled_in_and_sent_back(officer, person, kind):
    AgencyFactory(code="LEAD")
    answer = officer.get(reverse("imports:template", args=[kind]))
    book = openpyxl.load_workbook(BytesIO(answer.content))
    values = {"agencies": ["N1", "อบต.ใหม่", "สมาคม"], "people": ["นาย", "ก", "ข", "a@b.org"]}[kind]
    values += [None, None, "LEAD"] if kind == "people" else []
    for at, value in enumerate(values, start=1):
        book.worksheets[0].cell(2, at, value)
    book.save(saved := BytesIO())
    file = file_of()
    file.file = BytesIO(saved.getvalue())

    officer.post(LIST, {"kind": kind, "file": file})

    found = worked(Import.objects.get())
    assert (found.state, found.total, found.faults) == (State.READY, 1, [])


def test_a_list_that_is_not_wanted_is_dropped(officer, person):
    found = sent(Kind.AGENCIES, agency("A"), by=person)
    undone = officer.post(url("undo", found), {"reason": "ไม่ใช้แล้ว", "undo": "on"}, follow=True)
    assert (fresh(found).state, "ครั้งนี้ไม่มีอะไรเปลี่ยนแปลง" in text_of(undone)) == (State.READY, True)

    officer.post(url("undo", found), {"reason": "ไม่ใช้แล้ว", "drop": "on"})

    assert (fresh(found).state, fresh(found).rows) == (State.DROPPED, [])
    page = officer.post(url("enter", found), follow=True)
    assert str(person) in text_of(page) and not Agency.objects.exists()


def test_the_middle_of_the_page_alone_answers_while_it_waits(officer, person):
    found = sent(Kind.AGENCIES, agency("A"), by=person)
    Import.objects.update(state=State.ENTERING, done=0)

    part = officer.get(url("one", found), headers={"hx-request": "true"})
    assert "0 จาก 1" in text_of(part) and "<html" not in text_of(part)

    Import.objects.update(attempts=MOST_ATTEMPTS, touched_at=clock.now() - timedelta(hours=1))
    part = officer.get(url("one", found), headers={"hx-request": "true"})
    assert "ระบบดำเนินการต่อไม่ได้" in text_of(part) and "every 2s" not in text_of(part)


def test_the_sweep_goes_on_where_a_worker_fell_silent_and_lets_go_of_what_is_old(person):
    stalled, old = (sent(Kind.AGENCIES, agency(code), by=person) for code in "AB")
    later = {"touched_at": clock.now() - timedelta(minutes=3), "acted_by": person}
    Import.objects.filter(pk=stalled.pk).update(state=State.ENTERING, **later)
    refused = sent(Kind.AGENCIES, agency("มี เว้นวรรค"), by=person)
    past = clock.now() - timedelta(days=31)
    Import.objects.filter(pk__in=[old.pk, refused.pk]).update(asked_at=past, content=b"old")

    tasks.go_on()

    assert [fresh(one).state for one in (stalled, old, refused)] == [
        State.ENTERED,
        State.DROPPED,
        State.REFUSED,
    ]
    assert (fresh(old).rows, fresh(refused).faults) == ([], [])
    assert [fresh(one).content for one in (old, refused)] == [None, None]


def test_the_list_asks_the_same_number_of_statements_at_one_and_three(
    officer, person, django_assert_num_queries, django_assert_max_num_queries
):
    sent(Kind.AGENCIES, agency("A"), by=person)
    with django_assert_max_num_queries(40) as asked:
        officer.get(LIST)
    for code in "BC":
        sent(Kind.AGENCIES, agency(code), by=UserFactory(staff=True))

    with django_assert_num_queries(len(asked)):
        officer.get(LIST)


def test_the_files_so_far_are_a_file_too(person):
    found = sent(Kind.AGENCIES, agency("A"), by=person)
    export = ExportFactory(asked_by=person, kind=exports.KIND, parameters={"of": "imports"})
    made = exports.table(export)

    assert [row[:3] for row in made.rows] == [[found.name, "หน่วยงาน", str(person)]]
    assert len(made.headers) == 7


def test_its_history_is_told_also_when_it_was_tried_again_and_names_are_gone(officer, person):
    found = sent(Kind.AGENCIES, agency("A"), by=person)
    stuck = {"state": State.CHECKING, "attempts": MOST_ATTEMPTS}
    Import.objects.filter(pk=found.pk).update(touched_at=clock.now() - timedelta(hours=1), **stuck)
    retrying.imports([fresh(found)], UserFactory(admin=True))
    erase(latest(found, "sent"), by=person)

    page = text_of(officer.get(found.get_absolute_url()))

    assert ("สั่งให้ระบบทำต่อ" in page, "ลบชื่อแล้ว: ส่งไฟล์" in page) == (True, True)
