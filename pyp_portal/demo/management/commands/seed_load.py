"""`manage.py seed_load`: a load year for measuring, by bulk creation."""

from celery import current_app
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from proposals.models import Proposal
from pyp_portal.demo.load import YEAR, Load
from pyp_portal.demo.load_cohorts import Driving
from pyp_portal.demo.load_following import Following
from pyp_portal.demo.load_lab import LabYear
from pyp_portal.demo.load_meetings import Meetings
from pyp_portal.demo.load_selection import Judging
from pyp_portal.papers.services import quietly
from selection.services import analyse


class Command(BaseCommand):
    help = "Fill a load year: proposals of real length, sheets, meetings, teams, reports."

    def add_arguments(self, parser):
        parser.add_argument("--proposals", type=int, required=True)
        parser.add_argument("--reviews-per", type=int, default=3, help="Sheets a proposal.")
        parser.add_argument("--seed", type=int, default=2590)
        parser.add_argument("--short", action="store_true", help="Short texts, for great numbers.")

    def handle(self, *, proposals, reviews_per, seed, short, **options):
        if Proposal.objects.filter(call__fiscal_year=YEAR).exists():
            raise CommandError(f"There is a load year {YEAR} in this database already.")
        current_app.conf.update(broker_url="memory://localhost", broker_transport_options={})
        load = Load(proposals, seed, short)
        with quietly():
            agencies = fill(load, reviews_per)
        if connection.vendor == "postgresql":  # at once what autovacuum would do in a minute
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE" if connection.in_atomic_block else "VACUUM ANALYZE")
        self.stdout.write(f"Load year {YEAR}: {proposals} proposals, {agencies} agencies.")


def fill(load, reviews_per):
    """The whole year, room by room for each batch of proposals; gives the number of agencies."""
    call = load.call()
    officers, secretary = load.office()
    agencies = load.agencies()
    members = load.members(agencies)
    judging = Judging(load, call, reviews_per)
    judging.appoint(secretary, officers[0])
    meetings = Meetings(load, judging, officers[0])
    driving = Driving(load, call, officers[0])
    following = Following(load, officers[0])
    for batch in load.proposals(call, agencies, members, officers):
        with transaction.atomic():
            judging.judge(batch)
            meetings.hold(batch)
            following.follow(driving.form(batch))
    with transaction.atomic():
        LabYear(load, agencies, members, officers[0]).fill()
    analyse(judging.plan)
    return len(agencies)
