"""Look whether this portal, restored from a backup, is whole."""

import hashlib
from io import BytesIO

import pikepdf
from django.apps import apps
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db.models import FileField

from pyp_portal.papers.models import Paper
from pyp_portal.privacy import ledger, repeating


class Command(BaseCommand):
    help = "Verify the history, find every file, open the newest paper (used by restore_check)."

    def handle(self, **options):
        call_command("verify_history", stdout=self.stdout)
        self.find_files()
        self.open_newest_paper()
        self.count_erasures()

    def count_erasures(self):
        """Who was made anonymous, or what was removed, after the archive was made."""
        people, records = repeating.lacking(ledger.read(ledger.path()))
        rows = sum(map(len, records.values()))
        self.stdout.write(f"Erased since: {len(people)} people, {rows} records; see `erase_again`.")

    def find_files(self):
        """Every file that a row names is there."""
        named = [file for field in file_fields() for file in files_of(field)]
        gone = [file.name for file in named if not file.storage.exists(file.name)]
        if gone:
            some = ", ".join(gone[:5])
            raise CommandError(f"{len(gone)} files that rows name are not there: {some}")
        self.stdout.write(f"All {len(named)} files that rows name are there.")

    def open_newest_paper(self):
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


def file_fields():
    """Every field of a model that names a file."""
    for model in apps.get_models():
        yield from (field for field in model._meta.fields if isinstance(field, FileField))


def files_of(field):
    rows = field.model._base_manager.exclude(**{field.name: ""}).only(field.name)
    return (getattr(row, field.name) for row in rows.iterator())
