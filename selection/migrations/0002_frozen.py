"""A seal, a version of a sheet and sealed points are refused every change by the database itself."""

from django.db import migrations

from selection import frozen


class Migration(migrations.Migration):
    dependencies = [("selection", "0001_initial")]

    # Written by hand: the triggers. They stand behind all migrations that make these tables anew.
    operations = [migrations.RunPython(frozen.install, frozen.remove)]
