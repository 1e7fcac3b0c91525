"""The database itself keeps an issued paper as it was issued."""

from django.db import migrations

from pyp_portal.papers import frozen


class Migration(migrations.Migration):
    dependencies = [("papers", "0001_initial")]

    operations = [migrations.RunPython(frozen.install, frozen.remove)]
