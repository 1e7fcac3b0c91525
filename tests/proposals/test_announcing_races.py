"""Two directors at once: a call is announced once, and the second learns by which paper."""

from functools import partial

import pytest

from proposals.services import inviting
from pyp_portal.papers.models import Paper
from tests.factories.accounts import UserFactory
from tests.factories.proposals import CallFactory
from tests.proposals.test_races import refused, together

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def november(at):
    return at("2024-11-28 09:00")


@pytest.mark.parametrize("act", [inviting.announce, partial(inviting.invite, kinds=["SAO"])])
def test_what_two_give_out_at_once_is_given_out_once(november, act):
    call = CallFactory(open_now=True)
    directors = [UserFactory(director=True) for _each in range(2)]

    answers = together(*(partial(act, call, director) for director in directors))

    paper = Paper.objects.get()
    assert [one.number for one in answers if isinstance(one, Paper)] == [paper.number]
    assert [paper.number in answer.sentence for answer in refused(answers)] == [True]
