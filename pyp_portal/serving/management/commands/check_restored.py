"""Look whether this portal, restored from a backup, is whole."""

import hashlib
from io import BytesIO

import pikepdf
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from pyp_portal.papers.models import Paper


class Command(BaseCommand):
    help = "Verify the chains of the history and open the newest paper (used by restore_check)."

    def handle(self, **options):
        call_command("verify_history", stdout=self.stdout)
        paper = Paper.objects.exclude(file="").order_by("-pk").first()
        if paper is None:
            self.stdout.write("No paper has been made yet.")
            return
        with paper.file.open() as file:
            content = file.read()
        if hashlib.sha256(content).hexdigest() != paper.sha256:
            raise CommandError(f"The file of {paper} is not what was issued.")
        with pikepdf.open(BytesIO(content)) as pdf:
            self.stdout.write(f"{paper} opens: {len(pdf.pages)} pages.")
