"""Pages by the key of a row: every row once, in order, also where values are equal or missing."""

from datetime import timedelta
from uuid import UUID

import pytest

from proposals.models import Proposal
from pyp_portal import clock
from pyp_portal.paging import key_in, one_page, uid_in
from selection.models import ScoreSheet
from selection.models.sheets import IN_TURN
from tests.factories.proposals import ProposalFactory
from tests.factories.selection import plan_of, seat_members

pytestmark = pytest.mark.django_db


@pytest.fixture
def sheets(at):
    """Six sheets: two without a date, two due on one day, two later."""
    at("2025-02-07 10:00")
    plan, now = plan_of(), clock.now()
    seat = seat_members(plan, 1)[1]
    days = (3, None, 1, 3, None, 1)
    return [
        ScoreSheet.objects.create(
            seat=seat,
            proposal=ProposalFactory(call=plan.call),
            stage="doc",
            opened_at=now,
            due_at=None if day is None else now + timedelta(days=day),
        )
        for day in days
    ]


def walk(rows, order, **kwargs):
    """The rows of all pages, one after another."""
    page = one_page(rows, order, size=2, **kwargs)
    found = [page.rows]
    while page.next_key:
        page = one_page(rows, order, page.next_key, size=2, **kwargs)
        found.append(page.rows)
    return found


def test_every_row_stands_on_one_page_those_without_a_date_first(sheets):
    first, last = sheets[0], sheets[3]

    pages = walk(ScoreSheet.objects.all(), IN_TURN)

    assert pages == [[sheets[1], sheets[4]], [sheets[2], sheets[5]], [first, last]]
    assert [one for page in pages for one in page] == list(ScoreSheet.objects.in_turn())


def test_falling_order_is_the_rising_one_backwards(sheets):
    rising = walk(ScoreSheet.objects.exclude(due_at=None), ["due_at", "pk"])
    falling = walk(ScoreSheet.objects.exclude(due_at=None), ["-due_at", "-pk"])

    assert [page[::-1] for page in falling[::-1]] == rising


def test_a_key_that_sorts_is_enough(sheets):
    codes = [p.code for page in walk(Proposal.objects.all(), ["code"], key="code") for p in page]

    assert codes == sorted(sheet.proposal.code for sheet in sheets)


def test_the_key_may_be_that_of_another_record(sheets):
    pages = walk(ScoreSheet.objects.all(), ["pk"], key="proposal__code")

    assert [one for page in pages for one in page] == sheets


def test_a_row_that_left_the_list_still_says_where_the_page_begins(sheets):
    left = ScoreSheet.objects.exclude(pk=sheets[2].pk)

    page = one_page(left, ["pk"], str(sheets[2].uid), size=2)

    assert page.rows == sheets[3:5]
    assert (page.after, page.next_key) == (str(sheets[2].uid), str(sheets[4].uid))


def test_a_row_that_is_not_there_gives_the_first_page(sheets):
    page = one_page(ScoreSheet.objects.all(), ["pk"], str(UUID(int=0)))

    assert (page.rows, page.after, page.is_all) == (sheets, "", True)


@pytest.mark.parametrize("given", ["", "x", "1", "p68-0001", "\0"])
def test_what_is_no_uid_is_not_asked_for(given):
    assert uid_in({"after": given}, "after") == ""


@pytest.mark.parametrize(
    ("given", "key"),
    [("17", "17"), ("", ""), ("-1", ""), ("1.5", ""), ("x", ""), ("9" * 18, "9" * 18)]
    + [("9" * length, "") for length in (19, 5000)],  # longer than Python reads
)
def test_a_key_is_one_that_could_exist(given, key):
    assert key_in({"after": given}, "after") == key
    assert key_in({}, "after") == ""
