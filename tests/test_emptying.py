"""What a test that commits leaves behind, whichever test comes next."""

import pytest
from django.core.management import call_command

from proposals.models import Theme
from tests.factories.proposals import CallFactory, FormVersionFactory

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
AS_AFTER_A_TEST = {
    "verbosity": 0,
    "interactive": False,
    "reset_sequences": False,
    "allow_cascade": False,
    "inhibit_post_migrate": True,
}


def test_emptying_leaves_the_rows_of_the_migrations():
    themes = Theme.objects.count()
    assert themes > 0
    CallFactory()
    call_command("flush", **AS_AFTER_A_TEST)
    assert Theme.objects.count() == themes
    assert CallFactory().form_version.number == 1
    assert FormVersionFactory().number == 2  # the keys of the rows that came back stay taken
