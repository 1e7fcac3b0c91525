"""The database itself keeps the access log append-only while it must be kept."""

from django.db import migrations

from pyp_portal.reads import triggers


class Migration(migrations.Migration):
    dependencies = [("reads", "0001_initial")]

    operations = [migrations.RunPython(triggers.install, triggers.remove)]
