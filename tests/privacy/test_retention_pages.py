"""The pages of the schedule: what stands in them, for whom, and deciding on a report."""

import pytest
from django.urls import reverse

from proposals.models import Proposal
from pyp_portal.desk.waiting import waiting_for
from pyp_portal.privacy import retaining
from pyp_portal.privacy.models import Hold, Removal
from pyp_portal.reads import exports
from tests.factories.accounts import UserFactory
from tests.factories.papers import ExportFactory
from tests.privacy.test_retention import DRAFTS, draft, reported

pytestmark = pytest.mark.django_db
PAGE, LIST = reverse("privacy:rule", args=[DRAFTS]), reverse("privacy:retention")


@pytest.fixture
def admins():
    return UserFactory(admin=True, given_th="ธีระ"), UserFactory(admin=True, given_th="วิภา")


def test_it_stands_among_the_tasks_of_who_may_decide(admins):
    draft()
    removal = reported()
    officer, auditor = UserFactory(staff=True), UserFactory(auditor=True)
    keeper = UserFactory(data_officer=True)  # who may not agree has no such task

    def lines(person):
        kinds = ("reports", "removals")
        return [line.kind for line in waiting_for(person) if line.kind in kinds]

    assert [lines(one) for one in (*admins, officer, auditor, keeper)] == [
        ["reports"], ["reports"], [], [], [],
    ]  # fmt: skip
    retaining.propose(removal, by=admins[0], reason="ครบกำหนด")
    assert [lines(one) for one in (*admins, officer, auditor, keeper)] == [
        [], ["removals"], ["removals"], [], [],
    ]  # fmt: skip


def test_from_the_report_to_the_record_of_it_in_pages(admins, client_of):
    kept, gone = draft(), draft()
    first, second = map(client_of, admins)

    first.post(LIST)
    assert f'href="{PAGE}"' in first.get(LIST).content.decode()
    removal = Removal.objects.get()
    page = first.get(PAGE).content.decode()
    assert str(kept) in page and str(gone) in page
    assert first.post(PAGE, {"act": "propose", "reason": ""}).status_code == 200
    item = removal.items.get(label=str(kept))
    first.post(PAGE, {"act": "hold", "item": item.uid, "reason": "มีข้อร้องเรียน"})
    assert "มีข้อร้องเรียน" in first.get(PAGE).content.decode()
    first.post(PAGE, {"act": "propose", "reason": "ครบกำหนดแล้ว"})
    assert "ครบกำหนดแล้ว" in second.get(PAGE).content.decode()
    second.post(PAGE, {"act": "confirm"})
    retaining.go_on()

    assert "ธีระ" in second.get(LIST).content.decode()
    assert set(Proposal.objects.all()) == {kept}
    second.post(PAGE, {"act": "let_go", "hold": Hold.objects.get().uid})
    assert Hold.objects.get().ended_at
    assert second.post(PAGE, {"act": "confirm"}).status_code == 302
    assert second.get(reverse("privacy:rule", args=["access-log"])).status_code == 404


def test_the_report_is_a_file_too(admins):
    old = draft()
    reported()
    export = ExportFactory(asked_by=admins[0], kind=exports.KIND, parameters={"of": "retention"})

    (row,) = exports.table(export).rows

    assert row[1:3] == [str(old), old.ended_at]


def test_three_records_cost_as_many_statements_as_one(
    admins, client_of, django_assert_max_num_queries
):
    def statements(page):
        with django_assert_max_num_queries(60) as counted:
            assert client.get(page).status_code == 200
        return len(counted.captured_queries)

    client = client_of(admins[0])
    draft()
    reported()
    statements(PAGE)  # what a process learns once
    before = [statements(PAGE), statements(LIST)]
    draft()
    draft()
    reported()

    assert [statements(PAGE), statements(LIST)] == before
