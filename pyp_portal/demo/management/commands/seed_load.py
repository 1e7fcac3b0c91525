"""`manage.py seed_load`: a load year for measuring, by bulk creation."""

from celery import current_app
from django.core.management.base import BaseCommand, CommandError

from proposals.models import Proposal
from pyp_portal.demo.load import YEAR, Load
from pyp_portal.demo.load_selection import Judging
from pyp_portal.papers.services import quietly
from pyp_portal.search.services import index_all


class Command(BaseCommand):
    help = "Fill a load year with proposals of real length, agencies, people and score sheets."

    def add_arguments(self, parser):
        parser.add_argument("--proposals", type=int, required=True)
        parser.add_argument("--reviews-per", type=int, default=3, help="Sheets a proposal.")
        parser.add_argument("--seed", type=int, default=2590)

    def handle(self, *, proposals, reviews_per, seed, **options):
        if Proposal.objects.filter(call__fiscal_year=YEAR).exists():
            raise CommandError(f"There is a load year {YEAR} in this database already.")
        current_app.conf.update(broker_url="memory://", broker_transport_options={})
        load = Load(proposals, seed)
        call = load.call()
        staff, secretary = load.office()
        agencies = load.agencies()
        members = load.members(agencies)
        judging = Judging(load, call, reviews_per)
        with quietly():
            judging.appoint(secretary, staff)
        for batch in load.proposals(call, agencies, members, staff):
            judging.judge(batch)
            index_all((one, f"{one.code}\n{one.title_th}\n{one.lead_agency}") for one in batch)
        self.stdout.write(f"Load year {YEAR}: {proposals} proposals, {len(agencies)} agencies.")
