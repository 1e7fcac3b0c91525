"""Two administrators at once, and one beside an applicant: each act takes effect once."""

from datetime import timedelta

import pytest

from proposals import services
from proposals.models import Call, FormVersion, Proposal
from proposals.services.wording import stamp
from pyp_portal import clock
from pyp_portal.history.services import timeline
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.answers import WORDS
from tests.factories.proposals import CallFactory, FormVersionFactory
from tests.proposals.test_races import refused, together

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def admins():
    return UserFactory.create_batch(2, admin=True)


def test_two_begin_the_next_version_and_there_is_one(admins):
    answers = together(*[lambda by=by: services.begin_version(by) for by in admins])

    assert len(refused(answers)) == 1
    assert list(FormVersion.objects.values_list("number", flat=True)) == [1, 2]


def test_two_write_one_step_and_the_second_is_told(admins):
    version = FormVersionFactory()
    seen = stamp(version)

    answers = together(
        *[
            lambda by=by: services.write_step(
                version, 1, {"title_th": f"โดย {by.pk}"}, {}, by, seen=seen
            )
            for by in admins
        ]
    )

    assert len(refused(answers)) == 1
    [event] = timeline(version)
    assert FormVersion.objects.get(number=2).form.step_words(1)[0] == f"โดย {event.by_id}"


def test_what_is_written_while_another_publishes_is_in_it_or_refused(admins):
    version = FormVersionFactory()
    writer, publisher = admins

    answers = together(
        lambda: services.write_step(version, 1, {"title_th": "ใหม่"}, {}, writer),
        lambda: services.publish_version(version, publisher),
    )

    title = FormVersion.objects.newest().form.step_words(1)[0]
    assert title == (WORDS["steps"][0]["title_th"] if refused(answers) else "ใหม่")


def test_a_draft_begun_meanwhile_has_the_version_of_its_call(admins):
    newer = FormVersionFactory(published=True)
    call = CallFactory(
        form_version=newer.based_on,
        opens_at=clock.now() + timedelta(days=1),
        closes_at=clock.now() + timedelta(days=9),
        allow_early_draft=True,
    )
    member = MembershipFactory()

    together(
        lambda: services.give_form(newer, call, admins[0]),
        lambda: services.start(call, member.agency, member.user),
    )

    assert Proposal.objects.get().form_version == Call.objects.get().form_version
