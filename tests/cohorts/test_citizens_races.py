"""Many citizens at once: no place is given twice, no opinion counted twice."""

from uuid import uuid4

import pytest

from cohorts.services import listening
from tests.cohorts.test_races import at_once
from tests.factories.citizens import OpenActivityFactory, SignUpFactory

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
]


def test_the_last_place_is_given_once_and_a_form_sent_twice_counts_once():
    design, test = OpenActivityFactory(design=True), OpenActivityFactory()
    SignUpFactory(activity=design)
    token, words = uuid4(), {"activity": test, "words": "ร้านปิดเร็ว"}

    places = at_once(*[lambda: listening.sign_up(design, uuid4()) for _person in range(3)])
    pressed = at_once(*[lambda: listening.say(test.team, token, **words) for _press in range(2)])

    assert (places.count(None), design.people_coming) == (1, 2)
    assert (pressed, test.opinions.count()) == ([None, None], 1)
