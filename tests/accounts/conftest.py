"""People that the pages of this foundation are tried by."""

import pytest

from tests.factories.accounts import UserFactory


@pytest.fixture
def officer(client_of):
    """The client of an officer."""
    return client_of(UserFactory(staff=True))


@pytest.fixture
def person():
    """Somebody without agency or role."""
    return UserFactory()
