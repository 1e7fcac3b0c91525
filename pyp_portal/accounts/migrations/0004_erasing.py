"""An account whose person was made anonymous says since when."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_duplicate_agencies")]

    operations = [
        migrations.AddField(
            "user", "erased_at", models.DateTimeField(editable=False, null=True)
        ),
    ]
