"""Draw the transition diagram into docs/lifecycle.md."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from proposals.drawing import diagram


class Command(BaseCommand):
    help = "Draw the way of a proposal from the state machine into docs/lifecycle.md."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="Only say whether it is current.")

    def handle(self, *, check, **options):
        file = settings.BASE_DIR / "docs/lifecycle.md"
        drawn = diagram()
        if check and file.read_text(encoding="utf-8") != drawn:
            raise CommandError("docs/lifecycle.md is not what the machine says: draw it anew.")
        if not check:
            file.write_text(drawn, encoding="utf-8")
        self.stdout.write(f"{file.name} is what the machine says.")
