"""Themes and lists of policies of the programme, kept with the code that reads them."""

import json
from pathlib import Path

from django.db import migrations

REFERENCE = Path(__file__).resolve().parent.parent / "reference"


def read(name):
    return json.loads((REFERENCE / name).read_text(encoding="utf-8"))


def load(apps, schema_editor):
    """Themes, and each scheme with its items in their order."""
    Theme = apps.get_model("proposals", "Theme")
    Theme.objects.bulk_create([Theme(**row) for row in read("themes.json")])
    PolicyScheme = apps.get_model("proposals", "PolicyScheme")
    PolicyItem = apps.get_model("proposals", "PolicyItem")
    for row in read("policies.json"):
        items = row.pop("items")
        scheme = PolicyScheme.objects.create(**row)
        PolicyItem.objects.bulk_create([PolicyItem(scheme=scheme, **item) for item in items])


class Migration(migrations.Migration):
    dependencies = [("proposals", "0001_initial")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
