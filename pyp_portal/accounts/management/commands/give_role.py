"""Give a person a role from a terminal: how the first administrator comes to be."""

from django.core.management.base import BaseCommand, CommandError

from pyp_portal.accounts import services
from pyp_portal.accounts.models import User
from pyp_portal.accounts.refusals import Refused
from pyp_portal.accounts.roles import GIVEN_BY_ADMIN, Role


class Command(BaseCommand):
    help = "Give a person who has signed up a role, for example the first administrator."

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("role", choices=[role.value for role in GIVEN_BY_ADMIN])
        parser.add_argument("--reason", required=True)

    def handle(self, *args, email, role, reason, **options):
        person = User.objects.filter(email__iexact=email).first()
        if person is None:
            raise CommandError(f"Nobody has signed up with {email}.")
        try:
            services.grant_role(person, Role(role), by=None, reason=reason)
        except Refused as refused:
            raise CommandError(refused.sentence) from None
        self.stdout.write(f"{person} now holds the role {role}.")
