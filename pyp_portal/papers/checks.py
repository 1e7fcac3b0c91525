"""The check before a worker starts: ``manage.py check --deploy --tag papers``."""

import subprocess
import sys

from django.conf import settings
from django.core.checks import Error, register

TAG = "papers"


@register(TAG, deploy=True)
def papers_can_be_made(app_configs=None, **options):
    """An error that says what is missing; in a process of its own, for it is large."""
    command = [sys.executable, "-m", "pyp_portal.papers.proof"]
    done = subprocess.run(
        command, cwd=settings.BASE_DIR, capture_output=True, text=True, check=False
    )
    said = done.stderr.strip().rpartition("\n")[2]
    return [Error(said, id="papers.E001")] if done.returncode else []
