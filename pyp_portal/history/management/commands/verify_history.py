"""Prove that the history is whole."""

from django.core.management.base import BaseCommand, CommandError

from pyp_portal.history.verifying import verify


class Command(BaseCommand):
    help = "Check every chain of the history and every anchor; fail on the first that is broken."

    def handle(self, **options):
        verdict = verify()
        if not verdict.holds:
            raise CommandError("\n".join(verdict.faults))
        self.stdout.write(
            f"The history is whole: {verdict.events} events of {verdict.records} records, "
            f"{verdict.anchors} anchors."
        )
