"""Draw the order of a pitch session again from what was kept."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from selection.models import PitchSession
from selection.services.drawing import lots_of, verify_order


class Command(BaseCommand):
    help = "Draw the order of a pitch session again, and compare it with the one that stands."

    def add_arguments(self, parser):
        parser.add_argument("session", help="the code in the address of the session's page")

    def handle(self, *, session, **options):
        found = self.find(session)
        if not found.order_input:
            raise CommandError("No lot has been drawn for this session.")
        self.stdout.write(f"{found.order_salt}|{found.order_public} -> {found.order_seed}")
        for lot in lots_of(found):
            self.stdout.write(f"{lot.place:3} {lot.code} {lot.drew} (by lot {lot.by_lot})")
        if wrong := verify_order(found):
            raise CommandError(" ".join(wrong))
        self.stdout.write("The order is the one that the lot gives.")

    def find(self, uid):
        try:
            return PitchSession.objects.get(uid=uid)
        except (PitchSession.DoesNotExist, ValidationError):
            raise CommandError(f"There is no session {uid}.") from None
