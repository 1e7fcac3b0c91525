"""`manage.py check_analyses`: does every kept analysis still give the numbers that were shown?"""

from django.core.management.base import BaseCommand, CommandError

from selection.models import Analysis
from selection.services.analysing import reproduces


class Command(BaseCommand):
    help = "Make the numbers of each kept analysis again from its snapshot and compare them."

    def add_arguments(self, parser):
        parser.add_argument("--year", type=int, help="Only the analyses of this fiscal year.")

    def handle(self, *, year, **options):
        found = Analysis.objects.select_related("plan__call").order_by("pk")
        found = found.filter(plan__call__fiscal_year=year) if year else found
        wrong = [f"{one.plan.year}/{one.input_hash}" for one in found if not reproduces(one)]
        if wrong:
            raise CommandError(f"These analyses do not come out again: {', '.join(wrong)}")
        self.stdout.write(f"{len(found)} analyses come out again.")
