"""Words of sheets are removed once, and never from under somebody who changes a sheet."""

import pytest

from proposals.models import Proposal
from proposals.states import State
from pyp_portal.accounts.refusals import Refused
from pyp_portal.history.services import timeline
from selection import services
from selection.kinds import Stage
from selection.models import Emptied, Reopening
from tests.accounts.test_races import at_once
from tests.factories.selection import REASON, plan_of, seat_members
from tests.selection.emptying import LATER, due, empty, words_left, written_about
from tests.selection.sealing import faults
from tests.selection.test_races import while_it_waits

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def year(at):
    at("2025-01-25 10:00")
    plan = plan_of(min_reviewers=2)
    seats = seat_members(plan, 3)
    judged = written_about(plan, seats, seats[0].user)
    at(LATER)
    return plan, seats, judged


def test_two_removers_remove_the_words_once(year):
    plan, _seats, judged = year

    done, refused = at_once(lambda: empty(judged)["sheets"], lambda: empty(judged)["sheets"])

    assert (sorted(done), refused) == ([0, 2], [])
    assert (Emptied.objects.count(), words_left(), faults(plan), due()) == (2, [], [], [])
    sheet = judged.sheets.first()
    assert [event.verb for event in timeline(sheet)].count("words removed") == 1


def test_words_are_not_removed_from_under_a_reopening(year):
    """Whoever comes second waits for the first, and is refused then."""
    plan, seats, judged = year
    sheet = judged.sheets.get(seat=seats[1], stage=Stage.DOC)
    Proposal.objects.filter(pk=judged.pk).update(state=State.REVIEWING)
    plan.announcements.update(number="")  # so that nothing but the words stands in the way
    ask = lambda: services.ask_reopening(sheet, reason=REASON, by=seats[0].user) and None  # noqa: E731

    def remove():
        try:
            return empty(judged)["sheets"]
        except Refused:
            return "bound"

    assert while_it_waits(ask, remove) == ["done", "bound"]
    assert (Emptied.objects.count(), Reopening.objects.count()) == (0, 1)

    Reopening.objects.all().delete()
    assert while_it_waits(remove, ask) == [2, "refused"]
    assert (words_left(), faults(plan), Reopening.objects.count()) == ([], [], 0)
