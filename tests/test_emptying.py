"""What a test that commits leaves behind, whichever test comes next."""

import pytest
from django.test import TransactionTestCase

from proposals.models import Call, Theme
from pyp_portal.history.models import Event
from pyp_portal.history.services import record
from tests.factories.proposals import CallFactory, FormVersionFactory

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_what_was_committed_is_gone_and_the_rows_of_the_migrations_are_back():
    themes = Theme.objects.count()
    assert themes > 0
    record(CallFactory(), "opened")
    Theme.objects.all().update(name_th="ชื่ออื่น")
    assert Event.objects.exists()

    TransactionTestCase._fixture_teardown(None)

    assert (Theme.objects.count(), Theme.objects.filter(name_th="ชื่ออื่น").count()) == (themes, 0)
    assert (Call.objects.count(), Event.objects.count()) == (0, 0)
    assert CallFactory().form_version.number == 1
    assert FormVersionFactory().number == 2  # the keys of the rows that came back stay taken
