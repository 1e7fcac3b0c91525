"""The first notice, the first record of processing; the database keeps what people were told."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

from django.db import migrations

from pyp_portal.privacy import frozen

REFERENCE = Path(__file__).resolve().parent.parent / "reference"
BEGUN = datetime(2022, 10, 1, tzinfo=UTC)  # the first fiscal year of which the portal tells


def read(name):
    return json.loads((REFERENCE / name).read_text(encoding="utf-8"))


def load(apps, schema_editor):
    """Version 1 of the notice, and the activities of which the portal itself knows."""
    apps.get_model("privacy", "Notice").objects.create(
        number=1,
        words=read("notice.json"),
        written_at=BEGUN,
        published_at=BEGUN,
        valid_from=date(2022, 10, 1),
    )
    Processing = apps.get_model("privacy", "Processing")
    Processing.objects.bulk_create(
        [Processing(written_at=BEGUN, **row) for row in read("processing.json")]
    )


class Migration(migrations.Migration):
    dependencies = [("privacy", "0001_initial")]

    operations = [
        migrations.RunPython(load, migrations.RunPython.noop),
        migrations.RunPython(frozen.install, frozen.remove),
    ]
