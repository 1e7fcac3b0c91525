"""What tests of the foundations share: people without a past, and a history that can be emptied."""

from contextlib import contextmanager
from itertools import count

import pytest
from django.contrib.auth import get_user_model
from django.db.backends.base.operations import BaseDatabaseOperations

from proposals import frozen
from pyp_portal.history import triggers
from pyp_portal.reads import triggers as read_triggers
from selection import frozen as frozen_seals

_numbers = count(1)


@pytest.fixture
def person(db):
    """A person with an account: ``person(given_th="ใบเตย")``."""

    def made(**facts):
        n = next(_numbers)
        names = {"username": f"person-{n}", "email": f"person-{n}@example.org"}
        return get_user_model().objects.create_user(**{**names, "given_th": f"คน{n}", **facts})

    return made


@contextmanager
def lifted(connection):
    """The history, the access log, the versions of the form and the seals without triggers."""
    vendor, guards = connection.vendor, (triggers, read_triggers, frozen, frozen_seals)
    with connection.cursor() as cursor:
        for statement in [one for guard in guards for one in guard.dropping(vendor)]:
            cursor.execute(statement)
        yield
        for statement in [one for guard in guards for one in guard.making(vendor)]:
            cursor.execute(statement)


@pytest.fixture(scope="session", autouse=True)
def _history_can_be_emptied():
    """Let Django empty the tables after a test that commits, which the history refuses.

    Only for that moment, and only here: the portal itself has no such way.
    """
    flush = BaseDatabaseOperations.execute_sql_flush

    def flush_all(operations, sql_list):
        with lifted(operations.connection):
            flush(operations, sql_list)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", flush_all)
        yield
