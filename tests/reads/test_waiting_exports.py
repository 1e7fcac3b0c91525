"""Requests about access, and the files somebody asked for, as files: each sees what is theirs."""

import pytest

from pyp_portal.papers.models import Export
from pyp_portal.reads import exports
from tests.factories.accounts import AgencyRequestFactory, MembershipFactory, UserFactory
from tests.factories.papers import ExportFactory

pytestmark = pytest.mark.django_db


def rows(person, of):
    export = ExportFactory(asked_by=person, kind=exports.KIND, parameters={"of": of})
    table = exports.table(export)
    found = list(table.rows)
    assert len(found) == table.total
    assert all(len(row) == len(table.headers) for row in found)
    return found


def unconfirmed():
    """Somebody who has not shown that the address is theirs."""
    person = UserFactory()
    person.emailaddress_set.update(verified=False)
    return person


def test_an_officer_has_all_requests_and_a_head_those_for_the_agency(at):
    at("2025-01-10 09:00")
    head = MembershipFactory(can_endorse=True)
    mine = MembershipFactory(agency=head.agency, waiting=True, can_submit=True, user=UserFactory())
    at("2025-01-11 09:00")
    other = MembershipFactory(waiting=True, user=UserFactory())
    MembershipFactory(agency=head.agency, waiting=True, user=unconfirmed())
    at("2025-01-12 09:00")
    new = AgencyRequestFactory(asked_by=UserFactory(), name_th="กลุ่มใหม่")

    found = rows(UserFactory(staff=True), "requests")

    assert [(row[0], row[1], row[3]) for row in found] == [
        ("ทำการแทนหน่วยงาน", str(mine.user), str(mine.agency)),
        ("ทำการแทนหน่วยงาน", str(other.user), str(other.agency)),
        ("เพิ่มหน่วยงานในทะเบียน", str(new.asked_by), "กลุ่มใหม่"),
    ]
    assert [row[2] for row in rows(head.user, "requests")] == [mine.user.email]
    assert found[0][4].count(",") == 1


def test_s3_each_has_their_own_files_and_the_auditor_those_of_all():
    one, another = UserFactory(), UserFactory()
    made = ExportFactory(asked_by=one, made=True, title="กระดาน", note="ภาคใต้", done=3)
    ExportFactory(asked_by=another, title="บุคคล")

    [_itself, row] = rows(one, "exports")

    assert (row[0], row[1], row[3], row[6]) == ("กระดาน", "ภาคใต้", str(one), 3)
    assert row[7] == made.expires_at
    assert {row[3] for row in rows(another, "exports")} == {str(another)}
    assert len(rows(UserFactory(auditor=True), "exports")) == Export.objects.count()
