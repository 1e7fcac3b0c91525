"""Write the static copies of the call pages now."""

from django.core.management.base import BaseCommand

from pyp_portal.serving import copying


class Command(BaseCommand):
    help = "Write the static copies of the call pages, in both languages."

    def handle(self, **options):
        count = copying.write_copies()
        self.stdout.write(f"{copying.root()}: {count} pages")
