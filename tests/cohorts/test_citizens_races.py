"""Many citizens at once: no place is given twice."""

from uuid import uuid4

import pytest

from cohorts.services import listening
from tests.cohorts.test_races import at_once
from tests.factories.citizens import OpenActivityFactory, SignUpFactory

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


def test_the_last_place_is_given_once():
    activity = OpenActivityFactory(design=True)
    SignUpFactory(activity=activity)

    told = at_once(*[lambda: listening.sign_up(activity, uuid4()) for _person in range(3)])

    assert (told.count(None), activity.people_coming) == (1, 2)


def test_a_form_sent_twice_at_once_is_one_opinion():
    activity, token = OpenActivityFactory(), uuid4()
    words = {"activity": activity, "words": "ร้านปิดเร็ว"}

    told = at_once(*[lambda: listening.say(activity.team, token, **words) for _press in range(2)])

    assert (told, activity.opinions.count()) == ([None, None], 1)
