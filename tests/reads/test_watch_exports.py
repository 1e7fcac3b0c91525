"""Who looked as whom, and the nightly checks, as files."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from pyp_portal import clock
from pyp_portal.accounts.models import Acting
from pyp_portal.papers.models import Inspection
from pyp_portal.reads import exports
from tests.factories.accounts import UserFactory
from tests.factories.papers import ExportFactory

pytestmark = pytest.mark.django_db


def table(person, of):
    return exports.table(ExportFactory(asked_by=person, kind=exports.KIND, parameters={"of": of}))


def test_the_office_has_all_looks_as_others_with_how_much_was_opened(at):
    now = at("2025-02-18 10:00")
    admin, second = UserFactory(admin=True), UserFactory(admin=True)
    facts = {"admin": admin, "reason": "ช่วยหาไฟล์"}
    old = Acting.objects.create(
        **facts,
        person=UserFactory(),
        second=second,
        asked_at=now,
        began_at=now,
        ended_at=now + timedelta(minutes=5),
    )
    for path in ("/", "/proposals/"):
        old.looks.create(at=now, method="GET", path=path, status=200)
    new = Acting.objects.create(**facts, person=UserFactory(), asked_at=now + timedelta(hours=1))

    found = table(UserFactory(auditor=True), "looks")

    assert [[row[0], row[1], row[2], row[4], row[7]] for row in found.rows] == [
        [str(admin), str(new.person), "ช่วยหาไฟล์", "", 0],
        [str(admin), str(old.person), "ช่วยหาไฟล์", str(second), 2],
    ]
    assert found.total == 2


def test_the_nightly_checks_name_their_faults():
    at = clock.now()
    Inspection.objects.create(at=at, papers=3, files=2, faults=[["ปยป-2568-PD16-0001", "file"]])
    Inspection.objects.create(at=at + timedelta(days=1), papers=4, files=4)

    rows = list(table(UserFactory(director=True), "inspections").rows)

    assert [row[1:3] for row in rows] == [[4, 4], [3, 2]]
    assert [row[3].partition(":")[0] for row in rows] == ["", "ปยป-2568-PD16-0001"]


@pytest.mark.parametrize("of", ["looks", "inspections"])
def test_s3_others_have_neither(of):
    with pytest.raises(PermissionDenied):
        table(UserFactory(), of)
