"""The database itself keeps the history append-only, and locks a chain while it grows."""

from django.db import migrations

from pyp_portal.history import triggers


class Migration(migrations.Migration):
    dependencies = [("history", "0001_initial")]

    operations = [migrations.RunPython(triggers.install, triggers.remove)]
