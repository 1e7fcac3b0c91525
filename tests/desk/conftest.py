"""A Monday on which an officer sits at their desk."""

import pytest
from django.core.cache import cache

from tests.factories.accounts import UserFactory


@pytest.fixture
def monday(at):
    at("2025-02-10 09:00")
    cache.clear()


@pytest.fixture
def officer(db):
    return UserFactory(staff=True)
