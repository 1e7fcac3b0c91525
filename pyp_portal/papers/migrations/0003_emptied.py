"""Which papers were emptied once their time was over; the triggers let just that happen."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from pyp_portal.papers import frozen


class Migration(migrations.Migration):

    dependencies = [
        ('papers', '0002_frozen'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Emptied',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rule', models.CharField(max_length=40)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('paper', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='emptied', to='papers.paper')),
            ],
        ),
        # Written by hand: the triggers.
        migrations.RunPython(frozen.renew, frozen.restore_first),
    ]
