"""The edits of a proposal and the versions of the form as files."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from proposals import lists, services
from proposals.models import FormVersion
from proposals.tasks import export_list
from pyp_portal.papers.models import Export
from tests.factories.accounts import UserFactory
from tests.factories.papers import ExportFactory
from tests.factories.proposals import AccessFactory, complete_proposal, submitter

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(at):
    at("2024-12-20 10:00")
    return complete_proposal()


@pytest.fixture
def person(draft):
    return submitter(draft)


def table(person, of, **narrowed):
    parameters = {"of": of, **narrowed}
    return lists.table(ExportFactory(asked_by=person, kind=lists.KIND, parameters=parameters))


def rows(person, of, **narrowed):
    return list(table(person, of, **narrowed).rows)


def test_each_edit_with_the_answer_before_and_after_in_words(draft, person, at):
    services.save_answers(draft, {"innovation": "ใช้ข้อมูลน้ำฝนรายวัน"}, person)
    at("2024-12-20 12:00")
    services.save_answers(draft, {"innovation": "=1+1"}, person)

    found = rows(person, "edits", code=draft.code)

    innovation = next(one for one in draft.form.questions if one.name == "innovation")
    row = next(row for row in found if row[2] == innovation.code)
    assert row[1:2] + row[3:] == [str(person), innovation.label, "ใช้ข้อมูลน้ำฝนรายวัน", "=1+1"]
    assert row[0] > found[-1][0]
    assert [row[5] for row in rows(person, "edits", code=draft.code, field="innovation")] == [
        "=1+1",
        "ใช้ข้อมูลน้ำฝนรายวัน",
    ]


def test_who_may_not_see_who_changed_what_gets_no_file(draft, person):
    services.save_answers(draft, {"impact": "เปลี่ยน"}, person)
    reader = AccessFactory(proposal=draft, kind="read").user
    closed = UserFactory(staff=True)
    AccessFactory(proposal=draft, user=closed, kind="closed")

    assert len(rows(UserFactory(staff=True), "edits", code=draft.code)) == 1
    for one in (reader, closed, UserFactory()):
        with pytest.raises(PermissionDenied):
            table(one, "edits", code=draft.code)


def test_from_the_button_of_one_field_to_the_file(draft, person, client_of):
    services.save_answers(draft, {"innovation": "ใหม่", "impact": "มาก"}, person)
    client = client_of(person)
    page = client.get(reverse("proposals:edits", args=[draft.code]), {"field": "innovation"})
    address = reverse("proposals:edits_export", args=[draft.code])
    assert f'action="{address}?field=innovation"' in page.content.decode()

    client.post(f"{address}?field=innovation", {"format": "csv"})

    export_list(Export.objects.get().pk)
    export = Export.objects.get()
    assert export.title == f"ใครแก้ไขอะไร {draft.code}"
    lines = b"".join(client.post(export.file_url)).decode("utf-8-sig").splitlines()
    assert (len(lines), lines[1].endswith(",ใหม่")) == (2, True)


def test_the_versions_of_the_form_are_for_who_keeps_it():
    admin = UserFactory(admin=True)

    found = rows(admin, "form_versions")

    assert [row[0] for row in found] == sorted(
        FormVersion.objects.values_list("number", flat=True), reverse=True
    )
    assert {row[1] for row in found} == {"ประกาศใช้แล้ว"}
    with pytest.raises(PermissionDenied):
        table(UserFactory(staff=True), "form_versions")
