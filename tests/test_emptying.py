"""What a test that commits leaves behind, whichever test comes next."""

import pytest
from django.core.management import call_command

from proposals.models import Theme
from tests.factories.proposals import CallFactory

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_emptying_leaves_the_rows_of_the_migrations():
    themes = Theme.objects.count()
    assert themes > 0
    CallFactory()
    call_command("flush", verbosity=0, interactive=False, inhibit_post_migrate=True)
    assert Theme.objects.count() == themes
    assert CallFactory().form_version.number == 1
