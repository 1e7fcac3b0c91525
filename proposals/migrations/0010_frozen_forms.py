"""A published version of the form is refused every change by the database itself."""

from django.db import migrations

from proposals import frozen


class Migration(migrations.Migration):
    dependencies = [("proposals", "0009_call_pages")]

    # Written by hand: the triggers.
    operations = [migrations.RunPython(frozen.install, frozen.remove)]
