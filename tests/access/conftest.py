"""The world of the access matrix, built and signed in once for a module."""

import pytest
from django.db import transaction

from tests.access.world import build, session_of


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """The world is built and signed in once; what the requests of one row change is undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        world = build()
        world.sessions = {role: session_of(person) for role, person in world.people.items()}
        yield world
        transaction.set_rollback(True)
