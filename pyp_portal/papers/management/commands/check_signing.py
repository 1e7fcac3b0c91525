"""Say with whose certificate papers are signed, or why they cannot be."""

from django.core.management.base import BaseCommand, CommandError

from pyp_portal import clock
from pyp_portal.papers import signing


class Command(BaseCommand):
    help = "Try the certificate that SIGNING_CERTIFICATE names; fails where it cannot sign today."

    def handle(self, **options):
        try:
            found = signing.certificate()
            if found:
                found.check(clock.now())
        except signing.CannotSign as why:
            raise CommandError(str(why)) from None
        if found is None:
            self.stdout.write("Papers are not signed: SIGNING_CERTIFICATE names no certificate.")
        else:
            self.stdout.write(f"Papers are signed by {found.name}, until {found.ends:%Y-%m-%d}.")
