"""Two people for the tests of the portal itself."""

import pytest

from pyp_portal.accounts.models import User


@pytest.fixture
def person(db):
    return User.objects.create_user("a", "a@example.org", "a long enough password")


@pytest.fixture
def other(db):
    return User.objects.create_user("b", "b@example.org", "a long enough password")
