"""Two who act on one line in the same moment."""

import pytest

from pyp_portal.desk import services
from pyp_portal.desk.models import Mark
from tests.accounts.test_races import at_once
from tests.desk.lines import case, only
from tests.factories.accounts import UserFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


def test_a_line_handed_on_twice_at_once_goes_to_one():
    officer, *others = (UserFactory(staff=True) for _n in range(3))
    case(officer)
    todo = only(officer)

    done, refused = at_once(
        *(lambda taker=taker: services.hand_on(officer, todo, taker) for taker in others)
    )

    assert (len(done), len(refused)) == (1, 1)
    assert list(Mark.objects.values_list("taker", flat=True)) == [done[0].taker_id]
