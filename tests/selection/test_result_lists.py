"""The results of an announcement and their letters as files, as each person may see them."""

import pytest
from django.core.exceptions import PermissionDenied

from selection import lists
from selection.kinds import AnnouncementKind, Outcome
from selection.services import letters
from tests.factories.accounts import UserFactory
from tests.factories.papers import ExportFactory
from tests.factories.proposals import AccessFactory, submitter
from tests.factories.selection import announced, decided, plan_of, seat_members

pytestmark = pytest.mark.django_db
OUTCOMES = [Outcome.SELECTED, Outcome.NOT_SELECTED]


@pytest.fixture
def officer():
    return UserFactory(staff=True)


@pytest.fixture
def year(at, officer):
    """(signed announcement, its proposals, its members) with letters begun."""
    at("2025-02-13 10:00")
    plan = plan_of(min_reviewers=2, approved_letters=True)
    director, seats = UserFactory(director=True), seat_members(plan, 2)
    _meeting, proposals = decided(plan, seats, director, OUTCOMES)
    signed = announced(plan, AnnouncementKind.RESULT, by=director)
    letters.merge(signed, by=officer)
    return signed, proposals, seats


def rows(person, of, announcement):
    about = {"announcement": str(announcement.uid), "year": announcement.plan.year}
    export = ExportFactory(kind=lists.KIND, asked_by=person, parameters={"of": of, **about})
    table = lists.table(export)
    found = list(table.rows)
    assert len(found) == table.total
    assert all(len(row) == len(table.headers) for row in found)
    return found


def test_each_result_with_its_letter(year, officer):
    signed, proposals, _seats = year
    codes = [proposal.code for proposal in proposals]

    results, written = (rows(officer, of, signed) for of in ("results", "letters"))

    labels = [str(outcome.label) for outcome in OUTCOMES]
    assert [(row[0], row[4]) for row in results] == list(zip(codes, labels, strict=True))
    assert [(row[0], row[7]) for row in written] == [(code, str(officer)) for code in codes]


@pytest.mark.parametrize("of", ["results", "letters"])
def test_nothing_of_what_is_closed_and_nothing_for_others_before_the_release(year, officer, of):
    signed, (first, second), seats = year
    AccessFactory(proposal=first, user=officer, kind="closed")

    assert [row[0] for row in rows(officer, of, signed)] == [second.code]
    for person in (seats[1].user, submitter(second), UserFactory()):
        with pytest.raises(PermissionDenied):
            rows(person, of, signed)
