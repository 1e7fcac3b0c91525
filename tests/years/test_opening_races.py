"""Two administrators at once: a year exists once, whole, and the second learns of it."""

from functools import partial

import pytest

from proposals.models import Call
from pyp_portal.years.opening import open_year
from tests.factories.accounts import UserFactory
from tests.proposals.test_races import refused, together
from tests.years.lived import DAYS, year_2568

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
]


def test_a_year_that_two_open_at_once_exists_once(at):
    at("2025-06-15 10:00")
    source, admins = year_2568(), [UserFactory(admin=True) for _each in range(2)]

    answers = together(*(partial(open_year, source, 2569, DAYS, by=one) for one in admins))

    opened = Call.objects.get(fiscal_year=2569)
    assert [one for one in answers if isinstance(one, Call)] == [opened]
    assert ["ไปแล้ว" in one.sentence for one in refused(answers)] == [True]
    assert (opened.selection_plan.rubrics.count(), opened.cohort.tiers.count()) == (2, 4)
