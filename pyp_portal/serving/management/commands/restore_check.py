"""Prove a backup by restoring it beside the living portal."""

import subprocess
import sys
import tarfile
from pathlib import Path

import psycopg
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from pyp_portal.serving import archives


class Command(BaseCommand):
    help = "Restore an archive beside, verify the chains of the history, open a paper."

    def add_arguments(self, parser):
        parser.add_argument("archive", nargs="?", type=Path, help="The newest where not named.")

    def handle(self, *, archive, **options):
        archive = archive or newest()
        manage = [sys.executable, str(settings.BASE_DIR / "manage.py")]
        try:
            with archives.restored(archive) as env:
                done = subprocess.run(
                    [*manage, "check_restored"],
                    env=env,
                    check=False,
                    capture_output=True,
                    text=True,
                )
        except (archives.NotWhole, tarfile.TarError, psycopg.Error, OSError) as problem:
            raise CommandError(f"{archive.name}: {problem}") from None
        if done.returncode:
            raise CommandError(f"{archive.name}: {done.stderr.strip()}")
        self.stdout.write(done.stdout.strip())
        self.stdout.write(f"{archive.name} is whole.")


def newest():
    found = sorted((settings.VAR_DIR / "backups").glob("portal-*.tar"))
    if not found:
        raise CommandError("There is no backup yet; `make backup` writes one.")
    return found[-1]
