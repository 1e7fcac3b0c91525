"""Themes, lists of policies and the first version of the form; published forms are frozen."""

import json
from datetime import UTC, datetime
from pathlib import Path

from django.db import migrations

from proposals import frozen

REFERENCE = Path(__file__).resolve().parent.parent / "reference"
BEGUN = datetime(2022, 10, 1, tzinfo=UTC)  # the first fiscal year of which the portal tells


def read(name):
    return json.loads((REFERENCE / name).read_text(encoding="utf-8"))


def load(apps, schema_editor):
    """Themes, each scheme with its items in their order, and version 1 of the form.

    English names of themes and schemes come with their columns, in the next migration.
    """
    Theme = apps.get_model("proposals", "Theme")
    Theme.objects.bulk_create(
        [Theme(code=row["code"], name_th=row["name_th"]) for row in read("themes.json")]
    )
    PolicyScheme = apps.get_model("proposals", "PolicyScheme")
    PolicyItem = apps.get_model("proposals", "PolicyItem")
    for row in read("policies.json"):
        items = row.pop("items")
        del row["name_en"]
        scheme = PolicyScheme.objects.create(**row)
        PolicyItem.objects.bulk_create([PolicyItem(scheme=scheme, **item) for item in items])
    apps.get_model("proposals", "FormVersion").objects.create(
        number=1, words=read("form.json"), begun_at=BEGUN, published_at=BEGUN
    )


class Migration(migrations.Migration):
    dependencies = [("proposals", "0001_initial")]

    operations = [
        migrations.RunPython(load, migrations.RunPython.noop),
        migrations.RunPython(frozen.install, frozen.remove),
    ]
