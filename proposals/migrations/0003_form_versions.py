"""The form in versions; version 1 is the form of ``reference/form.json``."""

import json
from datetime import UTC, datetime
from pathlib import Path

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

REFERENCE = Path(__file__).resolve().parent.parent / "reference"
BEGUN = datetime(2022, 10, 1, tzinfo=UTC)  # the first fiscal year of which the portal tells


def load(apps, schema_editor):
    """Version 1, published."""
    words = json.loads((REFERENCE / "form.json").read_text(encoding="utf-8"))
    apps.get_model("proposals", "FormVersion").objects.create(
        number=1, words=words, begun_at=BEGUN, published_at=BEGUN
    )


def person():
    return models.ForeignKey(
        blank=True,
        null=True,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to=settings.AUTH_USER_MODEL,
    )


def version(related_name):
    return models.ForeignKey(
        default=1,
        on_delete=django.db.models.deletion.PROTECT,
        related_name=related_name,
        to="proposals.formversion",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("proposals", "0002_reference"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="FormVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(unique=True)),
                ("words", models.JSONField()),
                ("begun_at", models.DateTimeField()),
                ("edited_at", models.DateTimeField(blank=True, null=True)),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                ("based_on", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="proposals.formversion")),
                ("begun_by", person()),
                ("published_by", person()),
            ],
            options={
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(
                        models.Value(1),
                        condition=models.Q(("published_at", None)),
                        name="one_version_is_written_at_a_time",
                    )
                ],
            },
        ),
        # Written by hand: the first version.
        migrations.RunPython(load, migrations.RunPython.noop),
        migrations.AddField("call", "form_version", version("calls"), preserve_default=False),
        migrations.AddField("proposal", "form_version", version("+"), preserve_default=False),
    ]
