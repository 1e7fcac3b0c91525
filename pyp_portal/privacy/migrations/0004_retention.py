"""Reports of what is over its time, what is held back, and whom the portal told of it."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0004_erasing'),
        ('privacy', '0003_first_words'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='InactiveNotice',
            fields=[
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to=settings.AUTH_USER_MODEL)),
                ('told_at', models.DateTimeField()),
                ('closed_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Removal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('rule', models.CharField(max_length=40)),
                ('as_of', models.DateTimeField()),
                ('digest', models.CharField(max_length=64)),
                ('count', models.PositiveIntegerField(default=0)),
                ('confirmed_at', models.DateTimeField(null=True)),
                ('done_at', models.DateTimeField(null=True)),
                ('counts', models.JSONField(default=dict)),
                ('asked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('confirmed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('done_at', None)), fields=('rule',), name='one_report_of_a_rule'), models.CheckConstraint(condition=models.Q(models.Q(('confirmed_at', None), ('confirmed_by', None), ('done_at', None)), models.Q(('confirmed_at__isnull', False), models.Q(('confirmed_by', models.F('asked_by')), _negated=True)), _connector='OR'), name='removal_by_two_people')],
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='RemovalItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('record_type', models.CharField(max_length=60)),
                ('record_id', models.CharField(max_length=40)),
                ('label', models.CharField(max_length=300)),
                ('since', models.DateTimeField()),
                ('done_at', models.DateTimeField(null=True)),
                ('skipped', models.CharField(blank=True, choices=[('held', 'Held back, so it stays'), ('not_due', 'Not over its time any more, so it stays'), ('bound', 'Something still hangs on it, so it stays')], max_length=10)),
                ('counts', models.JSONField(default=dict)),
                ('removal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='privacy.removal')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('removal', 'record_type', 'record_id'), name='once_in_a_report')],
                'ordering': ['since', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Hold',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('record_type', models.CharField(max_length=60)),
                ('record_id', models.CharField(max_length=40)),
                ('label', models.CharField(max_length=300)),
                ('reason', models.TextField()),
                ('at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('record_type', 'record_id'), name='held_back_once')],
            },
        ),
    ]
