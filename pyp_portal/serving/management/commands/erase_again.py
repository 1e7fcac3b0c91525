"""Do again what a restore, by whatever means, brought back of erased people and removed records."""

from django.core.management.base import BaseCommand
from django.utils import translation

from pyp_portal.privacy import ledger, repeating


class Command(BaseCommand):
    help = "Erase again who the list of erasures names and the database still knows."

    def handle(self, **options):
        done = repeating.repeat(ledger.read(ledger.path()))
        if done.people or done.records:
            words = f"{done.people} people made anonymous again, {done.records} records removed."
            self.stdout.write(words)
        with translation.override("en"):
            for page, what in done.bound:
                self.stdout.write(f"Hand on what hangs on {page}: {what}.")
