"""What the optimiser found, as files: each reader with the reason, each judge with the load."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from proposals.states import State
from pyp_portal.papers.models import Export
from selection import lists, services, tasks
from selection.matching.problem import Rules
from selection.services import matching
from tests.factories.accounts import UserFactory
from tests.factories.papers import ExportFactory
from tests.factories.proposals import AccessFactory, ProposalFactory
from tests.factories.selection import REASON, fresh, plan_of, seat_members

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(at):
    at("2025-02-01 10:00")
    return plan_of(min_reviewers=2)


@pytest.fixture
def seats(plan):
    return seat_members(plan, 3)


@pytest.fixture
def officer():
    return UserFactory(staff=True)


@pytest.fixture
def run(plan, seats, officer):
    """Two proposals: one member reads the first today and not by what was found."""
    first, _second = (ProposalFactory(call=plan.call, state=State.ELIGIBLE) for _each in range(2))
    asked = matching.ask(plan, Rules(readers=2, expert=False, ceiling=9), by=officer, seed=3)
    tasks.match(asked.pk)
    found = fresh(asked)
    readers = [row.seat for row in found.readers.standing().filter(proposal=first)]
    other = next(seat for seat in seats if seat not in readers)
    services.assign(other, first)
    matching.adjust(found, first, {readers[0].seat_no}, reason=REASON, by=officer)
    return found


def rows(person, run, of):
    parameters = {"of": of, "year": 2568, "run": str(run.uid)}
    table = lists.table(ExportFactory(kind=lists.KIND, asked_by=person, parameters=parameters))
    return [dict(zip(table.headers, row, strict=True)) for row in table.rows]


def to(run, of):
    return reverse("selection:matching_export", args=[run.uid, of])


def test_each_reader_with_what_becomes_of_them_and_why(plan, run, officer):
    first = plan.call.proposals.order_by("code").first()

    found = [row for row in rows(officer, run, "proposed") if row["เลขที่"] == first.code]

    assert [row["สถานะ"] for row in found] == ["ใหม่", "ตัดออก", "ไม่อ่านแล้ว"]
    assert found[1]["เหตุผล"] == f"{officer}: {REASON}"


def test_the_load_of_each_judge(run, officer):
    found = rows(officer, run, "loads")

    assert sum(row["จำนวนเรื่องที่จะอ่าน"] for row in found) == 3
    assert {row["ไม่เกิน"] for row in found} == {9}


def test_from_the_page_to_the_file_until_something_is_closed(plan, run, officer, client_of):
    client, page = client_of(officer), run.get_absolute_url()
    shown = client.get(page).content.decode()
    addresses = [to(run, "proposed"), to(run, "loads")]
    assert all(address in shown for address in addresses)
    assert client.post(to(run, "ties")).status_code == 404
    client.post(addresses[0])
    tasks.export_list(Export.objects.get().pk)
    export = Export.objects.get()
    before = client.post(export.file_url)

    AccessFactory(proposal=plan.call.proposals.first(), user=officer, kind="closed")

    assert b"".join(before).startswith(b"PK")
    assert client.post(export.file_url).url == export.get_absolute_url()
    assert [client.post(address).status_code for address in addresses] == [404, 404]
    with pytest.raises(PermissionDenied):
        rows(officer, run, "proposed")
