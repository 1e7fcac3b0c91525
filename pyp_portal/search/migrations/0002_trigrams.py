"""The trigram index, in the way of each database."""

from django.db import migrations

from pyp_portal.search import trigrams


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]

    operations = [migrations.RunPython(trigrams.install, trigrams.remove)]
