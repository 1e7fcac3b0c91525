"""The house: its front door and its foundations."""

from pyp_portal.celery import app as celery_app

__all__ = ["celery_app"]
