"""Answer within minutes who was shown what (S39)."""

from io import BytesIO

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.dateparse import parse_date

from pyp_portal.papers.tables import write_csv
from pyp_portal.reads.models import Read

HEAD = ("at", "person", "e-mail", "what", "about", "path", "address")


class Command(BaseCommand):
    help = "Write as CSV who was shown what about a proposal (or year), by whom and since when."

    def add_arguments(self, parser):
        parser.add_argument("about", nargs="?", default="", help="number of a proposal, or a year")
        parser.add_argument("--who", default="", help="part of the name or e-mail of a person")
        parser.add_argument("--since", type=parse_date, help="first day, as 2025-02-28")

    def handle(self, *, about, who, since, **options):
        rows = Read.objects.matching(about=about, who=who, first=since).select_related("by")
        sheet = BytesIO()
        write_csv(sheet, HEAD, map(facts, rows.iterator()))
        self.stdout.write(sheet.getvalue().decode("utf-8-sig"), ending="")


def facts(row):
    """One line of the answer; the moment as it was in Bangkok."""
    at = timezone.localtime(row.at).isoformat(timespec="seconds")
    return at, row.by, row.by.email, row.what, row.about, row.path, row.address
