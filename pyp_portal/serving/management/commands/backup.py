"""Write one archive of everything, the keys apart."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from pyp_portal import clock
from pyp_portal.serving import archives, pruning


class Command(BaseCommand):
    help = "Write database and files into one archive, and the keys into a file apart."

    def add_arguments(self, parser):
        parser.add_argument("--to", type=Path, help="The folder for it (VAR_DIR/backups).")
        days = "Then remove older ones than this, but for the first of each month."
        parser.add_argument("--keep-days", type=int, help=days)
        parser.add_argument("--keep-months", type=int, default=12, help="That many of them.")

    def handle(self, *, to, keep_days=None, keep_months=12, **options):
        folder = to or settings.VAR_DIR / "backups"
        folder.mkdir(parents=True, exist_ok=True)
        now = timezone.localtime(clock.now())
        target = folder / f"portal-{now:%Y%m%d-%H%M%S}.tar"
        try:
            contents = archives.write(target, now)
        except archives.NotWhole as problem:
            raise CommandError(str(problem)) from None
        megabytes = target.stat().st_size / 2**20
        self.stdout.write(f"{target}: {len(contents['hashes'])} files, {megabytes:.1f} MB")
        self.stdout.write(f"{archives.keys_of(target)}: keep this somewhere else.")
        if keep_days is not None:
            old = pruning.outdated(folder, now, keep_days, keep_months)
            pruning.remove(old)
            self.stdout.write(f"{len(old)} older ones removed.")
