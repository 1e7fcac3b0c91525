"""What tests of the foundations share: people without a past, and a history that can be emptied."""

from contextlib import contextmanager
from itertools import count

import pytest
from django.contrib.auth import get_user_model
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
