"""Loads the 77 provinces; running it again changes nothing."""

import json
from pathlib import Path

from django.db import migrations

from pyp_portal import thai

DATA = Path(__file__).resolve().parent.parent / "data" / "provinces.json"


def load(apps, schema_editor):
    province = apps.get_model("accounts", "Province")
    for row in json.loads(DATA.read_text(encoding="utf-8")):
        code = row.pop("code")
        values = {**row, "sort_key": thai.sort_key(row["name_th"])}
        province.objects.update_or_create(code=code, defaults=values)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop, elidable=False)]
