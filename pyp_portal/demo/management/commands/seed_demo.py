"""`manage.py seed_demo`: the demo year up to one of its dates, with its people."""

from datetime import datetime, time

from celery import current_app
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from pyp_portal import clock
from pyp_portal.accounts.models import Agency
from pyp_portal.demo import cast, papers, story
from pyp_portal.demo.seed import Seed, moment
from pyp_portal.outbox import delivery
from pyp_portal.papers.services import quietly
from pyp_portal.reminders import planning

PASSWORD = "demo-pyp-2568"  # noqa: S105 - the demo's people are invented, and so is it
BEGINNING = moment("2023-11-01")
HOUR = time(18, 15)


class Command(BaseCommand):
    help = "Tell the demo year up to a date; a second run finds it told and changes nothing."

    def add_arguments(self, parser):
        parser.add_argument("--as-of", default="2025-02-18", help="One of the six dates.")

    def handle(self, *, as_of, **options):
        seed = Seed()
        if as_of not in seed.dates:
            raise CommandError(f"The demo stands at one of: {', '.join(seed.dates)}.")
        if Agency.objects.filter(code="STO").exists():
            cast.accounts_file(seed, PASSWORD)
            self.stdout.write("The demo year has been told already.")
            return
        be_quiet()
        until = timezone.make_aware(datetime.combine(datetime.fromisoformat(as_of), HOUR))
        with quietly(), transaction.atomic():
            tell(seed, until)
        with clock.at(until):
            papers.make_some()
            planning.plan()
        cast.accounts_file(seed, PASSWORD)
        self.stdout.write(f"The demo year has been told up to {as_of}.")


def be_quiet():
    """No real mail leaves, and no doorbell rings while the story is told: its rows wait."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    current_app.conf.update(broker_url="memory://localhost", broker_transport_options={})


def tell(seed, until):
    """The people, then everything they did."""
    with clock.at(BEGINNING):
        cast.enter(seed, make_password(PASSWORD))
        delivery.deliver_due()
    story.tell(seed, until, after_each=delivery.deliver_due)
