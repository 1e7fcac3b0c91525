"""Bring the portal back from an archive."""

import subprocess
import sys
import tarfile
from pathlib import Path

import psycopg
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from pyp_portal.privacy import ledger
from pyp_portal.serving import archives, restoring
from pyp_portal.serving import erasures as erased

MANAGE = [sys.executable, str(settings.BASE_DIR / "manage.py")]


class Command(BaseCommand):
    help = "Restore an archive into an empty database and data folder, prepare and verify it."

    def add_arguments(self, parser):
        parser.add_argument("archive", type=Path)
        parser.add_argument("--keys", type=Path, help="The keys file (beside the archive).")
        words = "Later archives, or an erasures.jsonl from elsewhere: who is not to come back."
        parser.add_argument("--erasures", type=Path, nargs="+", default=[], help=words)

    def handle(self, *, archive, keys, erasures, **options):
        keys = keys or archives.keys_of(archive)
        try:
            known = archives.read_keys(keys) if keys.exists() else {}
            gone = erased.known(archive, erasures)
            contents = restoring.restore(archive)
        except (archives.NotWhole, tarfile.TarError, psycopg.Error, OSError, ValueError) as problem:
            raise CommandError(f"{archive.name}: {problem}") from None
        ledger.write(gone, ledger.path())  # `prepare` does again what the database lacks of it
        self.stdout.write(f"{len(contents['hashes'])} files as of {contents['made_at']}.")
        self.stdout.write(erased.reach(gone, archive))
        self.take(known)
        for step in ("prepare", "check_restored"):
            if subprocess.run([*MANAGE, step], check=False).returncode:
                raise CommandError(f"`manage.py {step}` failed; it says why above.")
        self.stdout.write(f"{archive.name} is restored; `manage.py serve` serves it.")

    def take(self, keys):
        """Lay the keys out, and say what becomes void where one is missing or set otherwise."""
        for name in restoring.strayed(keys):
            self.stdout.write(f"{name} in the environment is not the one of the archive.")
        archives.lay_keys(keys, settings.VAR_DIR)
        if not keys:
            self.stdout.write("No keys: all sign in again, open links and linked IDs are void.")
        self.stdout.flush()
