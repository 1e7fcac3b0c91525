"""A decision keeps its reason when the name of who took it is erased."""

from django.db import migrations

from pyp_portal.history import triggers


class Migration(migrations.Migration):
    dependencies = [("history", "0002_append_only")]

    operations = [migrations.RunPython(triggers.renew_blanking, migrations.RunPython.noop)]
