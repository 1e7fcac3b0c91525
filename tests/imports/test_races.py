"""Two officers at one list: it is entered once, and the other is told."""

import pytest

from pyp_portal.accounts.models import Agency
from pyp_portal.history.services import timeline
from pyp_portal.imports import services
from pyp_portal.imports.models import Kind
from tests.accounts.test_races import at_once
from tests.factories.accounts import UserFactory
from tests.imports.files import agency, fresh, sent

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


def test_two_enter_the_same_list_at_once():
    people = [UserFactory(staff=True), UserFactory(staff=True)]
    found = sent(Kind.AGENCIES, agency("A"), agency("B"), by=people[0])

    done, refused = at_once(*(lambda by=by: services.enter(found, by=by) for by in people))

    assert (len(done), len(refused)) == (1, 1)
    assert sorted(fresh(found).made) == sorted(Agency.objects.values_list("pk", flat=True))
    assert [event.verb for event in timeline(found)] == ["sent", "begun", "entered"]
