"""Points, slots, interests, readers and enquiries as files: as each person may see them."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from proposals.models import Proposal
from pyp_portal.papers.models import Export
from selection import lists, matching_lists, services
from selection.kinds import Severity
from selection.models import ScoreSheet
from selection.tasks import export_list
from tests.factories.accounts import UserFactory
from tests.factories.papers import ExportFactory
from tests.factories.proposals import AccessFactory
from tests.factories.selection import pitched, plan_of, reviewed, seat_members

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(at):
    at("2025-02-07 10:00")
    return plan_of(min_reviewers=2)


@pytest.fixture
def seats(plan):
    return seat_members(plan, 2)


@pytest.fixture
def officer():
    return UserFactory(staff=True)


def table(plan, person, of):
    parameters = {"of": of, "year": plan.call.fiscal_year}
    export = ExportFactory(kind=lists.KIND, asked_by=person, parameters=parameters)
    return lists.table(export)


def rows(plan, person, of):
    found = table(plan, person, of)
    made = list(found.rows)
    assert len(made) == found.total
    assert all(len(row) == len(found.headers) for row in made)
    return made


def test_pd_11_a_row_for_each_sheet_with_the_points_of_its_criteria(plan, seats, officer):
    proposal = reviewed(plan, seats, points=4)
    heads = table(plan, officer, "sheets").headers

    found = rows(plan, officer, "sheets")

    assert [(row[0], row[4]) for row in found] == [(proposal.code, str(s.user)) for s in seats]
    sheet = ScoreSheet.objects.get(seat=seats[0])
    named = dict(zip(heads, found[0], strict=True))
    given = {value for key, value in named.items() if key.startswith(sheet.get_stage_display())}
    assert (given, named["รวม"]) == (set(sheet.points().values()), sheet.total)


def test_k8_what_a_member_may_not_see_yet_is_not_in_the_file(plan, seats):
    reviewed(plan, seats)
    other = ScoreSheet.objects.filter(seat=seats[0]).first()
    ScoreSheet.objects.filter(pk=other.pk).update(submitted_at=None)
    with pytest.raises(PermissionDenied):
        table(plan, seats[0].user, "sheets")


def test_slots_and_readers(plan, seats, officer):
    proposal = pitched(plan, seats)
    assert [row[4] for row in rows(plan, officer, "slots")] == [proposal.code]
    assert rows(plan, officer, "readers") == []  # it is read already


def test_the_committee_by_seat(plan, seats):
    found = rows(plan, seats[0].user, "members")
    assert [row[1] for row in found] == [str(seat.user) for seat in seats]


def test_interests_as_they_were_declared(plan, seats, officer):
    proposal = reviewed(plan, seats)
    facts = {"kind": "acquainted", "reason": "เคยเรียนด้วยกันที่มหาวิทยาลัย"}
    services.declare(seats[0], proposal, Severity.SOFT, **facts)
    assert [(row[0], row[3], row[6]) for row in rows(plan, officer, "interests")] == [
        (proposal.code, str(seats[0].user), "เคยเรียนด้วยกันที่มหาวิทยาลัย")
    ]


OF_ONE_RECORD = {"letters", "results", *matching_lists.LISTINGS}


@pytest.mark.parametrize("of", sorted(lists.LISTINGS.keys() - {"members"} - OF_ONE_RECORD))
def test_what_is_closed_to_the_asker_is_in_no_list(plan, seats, officer, of):
    pitched(plan, seats)
    services.declare(
        seats[0], Proposal.objects.get(), Severity.SOFT, reason="เคยเรียนด้วยกันที่มหาวิทยาลัย"
    )
    AccessFactory(proposal=Proposal.objects.get(), user=officer, kind="closed")
    assert rows(plan, officer, of) == []
    with pytest.raises(PermissionDenied):
        table(plan, UserFactory(), of)


def test_from_the_button_of_the_board_to_the_file(plan, seats, officer, client_of):
    reviewed(plan, seats)
    client, year = client_of(officer), plan.call.fiscal_year
    address = reverse("selection:list_export", args=[year, "sheets"])
    assert address in client.get(reverse("selection:board", args=[year])).content.decode()

    client.post(address)
    export_list(Export.objects.get().pk)
    export = Export.objects.get()

    assert (export.title, export.format, export.done) == (f"ใบคะแนน {year}", "xlsx", 3)
    assert b"".join(client.post(export.file_url)).startswith(b"PK")
    for of in ("x", *OF_ONE_RECORD):
        assert client.post(reverse("selection:list_export", args=[year, of])).status_code == 404
