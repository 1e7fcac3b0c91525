"""The registers of the house as files: what each holds, for whom, and who may fetch it."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from pyp_portal import clock
from pyp_portal.papers.models import Export
from pyp_portal.reads import exports
from pyp_portal.reads.models import Read
from tests.factories.accounts import AgencyFactory, MembershipFactory, UserFactory
from tests.factories.papers import ExportFactory, PaperFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return UserFactory(staff=True, given_th="กานดา")


@pytest.fixture
def auditor():
    return UserFactory(auditor=True)


def asked(person, of, **narrowed):
    parameters = {"of": of, **narrowed}
    return ExportFactory(asked_by=person, kind=exports.KIND, parameters=parameters)


def rows(person, of, **narrowed):
    table = exports.table(asked(person, of, **narrowed))
    found = list(table.rows)
    assert len(found) == table.total
    assert all(len(row) == len(table.headers) for row in found)
    return found


def test_the_access_log_holds_what_the_page_shows(auditor, officer):
    for person, about in ((officer, "P-001"), (auditor, "P-002")):
        facts = {"what": "proposals:export_file", "path": "/x/"}
        Read.objects.create(at=clock.now(), by=person, about=about, **facts)
    newest = rows(auditor, "log")
    assert [row[4] for row in newest] == ["P-002", "P-001"]
    assert newest[1][1:4] == [str(officer), officer.email, "ไฟล์ส่งออกรายการข้อเสนอ"]
    assert [row[4] for row in rows(auditor, "log", about="P-001")] == ["P-001"]
    assert rows(auditor, "log", who="ไม่มีใคร") == []


def test_people_and_agencies_as_their_pages_show_them(officer):
    agency = AgencyFactory(name_th="เทศบาลทดสอบ")
    MembershipFactory(agency=agency)
    people = {row[1]: row for row in rows(officer, "people")}
    assert people[officer.email][0] == str(officer)
    assert people[officer.email][4] != ""
    assert [(row[1], row[6]) for row in rows(officer, "agencies")] == [("เทศบาลทดสอบ", 1)]


def test_documents_tell_number_and_hash_but_not_what_they_are_about(officer):
    paper = PaperFactory(title="ไม่ควรปรากฏ")
    found = rows(officer, "papers")
    assert [row[0] for row in found] == [paper.number]
    assert "ไม่ควรปรากฏ" not in str(found)
    assert rows(officer, "papers", q="PD-99") == []


def test_messages_as_the_queue_shows_them(officer):
    assert rows(officer, "messages") == []


@pytest.mark.postgres
def test_an_odd_address_is_tidied_and_makes_no_error(officer, client_of):
    address = reverse("reads:export", args=["people"], query={"q": "\x00" + "ก" * 900})
    assert client_of(officer).post(address).status_code == 302
    export = Export.objects.get()
    assert set(export.parameters["q"]) == {"ก"}
    assert len(export.note) == 200


@pytest.mark.parametrize("of", sorted(exports.LISTINGS.keys() - {"exports"}))  # one's own
def test_nobody_else_gets_a_register(of):
    with pytest.raises(PermissionDenied):
        exports.table(asked(UserFactory(), of))


def test_what_the_page_was_asked_goes_with_the_button_and_nothing_else(officer, client_of):
    client = client_of(officer)
    page = client.get(reverse("accounts:people"), {"q": "กานดา"}).content.decode()
    address = reverse("reads:export", args=["people"])
    assert f'action="{address}?q=%E0' in page

    answer = client.post(f"{address}?q=กานดา&after=x&kind=y", {"format": "csv"})

    export = Export.objects.get()
    assert (export.parameters, export.format) == ({"of": "people", "q": "กานดา"}, "csv")
    assert (export.title, export.note) == ("บุคคล", "กานดา")
    assert answer.headers["Location"] == export.get_absolute_url()
    assert client.post(reverse("reads:export", args=["secrets"])).status_code == 404


def test_s36_who_stands_otherwise_asks_anew(officer, auditor):
    export = asked(officer, "people")
    export.standing = exports.standing(officer)
    assert [exports.may_fetch(export, one) for one in (officer, auditor)] == [True, True]
    export.standing = "as somebody else"
    assert exports.may_fetch(export, officer) is False
    assert exports.may_fetch(asked(officer, "papers"), auditor) is False
