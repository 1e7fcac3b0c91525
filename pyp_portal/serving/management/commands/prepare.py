"""Everything that must be in place before the portal can serve; harmless when run again."""

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from pyp_portal import fonts
from pyp_portal.locale import build as catalogues
from pyp_portal.serving import stamps


class Command(BaseCommand):
    help = "Make the database, the translations, the fonts and the static files ready."

    def handle(self, *, verbosity, **options):
        quiet = {"verbosity": verbosity - 1}
        call_command("migrate", interactive=False, **quiet)
        call_command("createcachetable", **quiet)
        call_command("erase_again", stdout=self.stdout)
        catalogues.build(settings.VAR_DIR)
        if not stamps.is_current("static", settings.VAR_DIR):
            fonts.prepare(settings.VAR_DIR)
            call_command("collectstatic", interactive=False, clear=True, **quiet)
            stamps.renew("static", settings.VAR_DIR)
        stamps.renew("ready", settings.VAR_DIR)
        self.stdout.write("Ready to serve.")
