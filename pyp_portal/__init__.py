"""The house: its front door and its foundations."""

import os

from pyp_portal.celery import app as celery_app

os.environ.setdefault("PYTHAINLP_READ_ONLY", "1")  # its dictionary comes along; it keeps nothing

__all__ = ["celery_app"]
