"""Prove that the sealed scores are those in the database."""

from django.core.management.base import BaseCommand, CommandError

from selection.models import SelectionPlan
from selection.services.verifying import verify


class Command(BaseCommand):
    help = "Check every sealed score table against its hash, its chain and the rows."

    def add_arguments(self, parser):
        parser.add_argument("year", nargs="?", type=int, help="the fiscal year; all without it")

    def handle(self, year=None, **options):
        plans = SelectionPlan.objects.select_related("call").order_by("call__fiscal_year")
        verdicts = [
            (plan, verdict)
            for plan in (plans.filter(call__fiscal_year=year) if year else plans)
            for verdict in verify(plan)
        ]
        faults = [
            f"{plan.year} {verdict.stage}: {fault.sentence}"
            for plan, verdict in verdicts
            for fault in verdict.faults
        ]
        if faults:
            raise CommandError("\n".join(faults))
        seals = sum(verdict.seals for _plan, verdict in verdicts)
        sheets = sum(verdict.sheets for _plan, verdict in verdicts)
        pending = sum(verdict.pending for _plan, verdict in verdicts)
        emptied = sum(verdict.emptied for _plan, verdict in verdicts)
        self.stdout.write(
            f"The sealed scores are whole: {seals} seals over {sheets} sheets; "
            f"{pending} sheets wait for the next seal; {emptied} are kept without their words."
        )
