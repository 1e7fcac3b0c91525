"""What tests of the foundations share: people without a past, and a history that can be emptied."""

from contextlib import contextmanager
from itertools import count

import pytest
from django.contrib.auth import get_user_model
from django.db.backends.base.creation import BaseDatabaseCreation
from django.db.backends.base.operations import BaseDatabaseOperations
from django.db.models.signals import post_save

from proposals import frozen
from pyp_portal.history import triggers
from pyp_portal.outbox.models import Message
from pyp_portal.papers import frozen as frozen_papers
from pyp_portal.reads import triggers as read_triggers
from selection import frozen as frozen_seals
from tests import mailwatch

_numbers = count(1)


@pytest.fixture
def person(db):
    """A person with an account: ``person(given_th="ใบเตย")``."""

    def made(**facts):
        n = next(_numbers)
        names = {"username": f"person-{n}", "email": f"person-{n}@example.org"}
        return get_user_model().objects.create_user(**{**names, "given_th": f"คน{n}", **facts})

    return made


@pytest.fixture(scope="session", autouse=True)
def _every_letter_is_looked_at():
    """Whatever any test has the portal write to people: see ``mailwatch``."""
    post_save.connect(mailwatch.look, sender=Message)
    yield
    post_save.disconnect(mailwatch.look, sender=Message)


@contextmanager
def lifted(connection):
    """The history, the access log, form versions, seals and papers without triggers."""
    guards = (triggers, read_triggers, frozen, frozen_seals, frozen_papers)
    vendor = connection.vendor
    with connection.cursor() as cursor:
        for statement in [one for guard in guards for one in guard.dropping(vendor)]:
            cursor.execute(statement)
        yield
        for statement in [one for guard in guards for one in guard.making(vendor)]:
            cursor.execute(statement)


@pytest.fixture(scope="session", autouse=True)
def _emptied_and_filled_again():
    """A test that commits leaves what it found: nothing but the rows that migrations wrote.

    Django fills the tables again before the next test of that kind. Processes that take each
    other's work have no such order, so it is done at once. The history refuses to be emptied,
    but for that moment, and only here: the portal itself has no such way.
    """
    flush = BaseDatabaseOperations.execute_sql_flush
    fill = BaseDatabaseCreation.deserialize_db_from_string

    def flush_and_fill(operations, sql_list):
        connection = operations.connection
        with lifted(connection):
            flush(operations, sql_list)
            fill(connection.creation, connection._test_serialized_contents)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", flush_and_fill)
        patch.setattr(BaseDatabaseCreation, "deserialize_db_from_string", lambda *_: None)
        yield
