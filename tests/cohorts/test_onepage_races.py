"""Two people at once with the development proposal and with the pictures of a site."""

import pytest

from cohorts import services
from cohorts.services.developing import draft_of, keep_development
from cohorts.services.photos import MOST_PHOTOS
from cohorts.services.site_photos import add_site_photo, remove_site_photo
from proposals.stamps import Sight
from proposals.states import State
from tests.cohorts.test_races import at_once
from tests.factories.accounts import UserFactory
from tests.factories.cohorts import SiteFactory, TeamFactory
from tests.factories.proposals import StoredFileFactory

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def officers():
    return [UserFactory(staff=True), UserFactory(staff=True)]


@pytest.fixture
def team(at):
    at("2025-04-10 09:00")
    return TeamFactory(proposal__state=State.IN_LAB)


def test_two_coordinators_type_the_first_words_of_a_proposal(team, officers):
    told = at_once(
        *[
            lambda by=by: keep_development(
                team, {"problem_th": str(by.pk)}, by=by, sight=Sight(base=0, tab=f"t{by.pk}")
            )
            for by in officers
        ]
    )

    draft = draft_of(team)
    assert (told, draft.version) == ([None, None], 1)
    assert draft.answers["problem_th"] == str(draft.saved_by.pk)


def test_two_coordinators_save_the_same_draft_as_a_version(team, officers):
    keep_development(team, {"problem_th": "รอนาน"}, by=officers[0])

    told = at_once(
        *[
            lambda by=by: services.write_development(
                team, by=by, note_th="แรก", drafted="1", problem_th="รอนาน"
            )
            for by in officers
        ]
    )

    assert sorted(one is None for one in told) == [False, True]
    assert team.development.count() == 1


def test_two_people_send_the_last_picture_that_a_site_may_have(team, officers):
    site = SiteFactory(team=team)
    for _number in range(MOST_PHOTOS - 1):
        add_site_photo(site, StoredFileFactory(kind="jpg"), by=officers[0], caption="ตลาด")
    files = [StoredFileFactory(kind="jpg") for _one in officers]

    told = at_once(
        *[
            lambda by=by, file=file: add_site_photo(site, file, by=by, caption="ตลาด")
            for by, file in zip(officers, files, strict=True)
        ]
    )

    assert sorted(one is None for one in told) == [False, True]
    assert site.photos.count() == MOST_PHOTOS


def test_two_people_take_the_same_picture_out(team, officers):
    site = SiteFactory(team=team)
    photo = add_site_photo(site, StoredFileFactory(kind="jpg"), by=officers[0], caption="ตลาด")

    told = at_once(*[lambda by=by: remove_site_photo(photo, by=by) for by in officers])

    assert sorted(one is None for one in told) == [False, True]
    assert site.photos.count() == 0
