"""How Django finds this app."""

from django.apps import AppConfig


class UploadsConfig(AppConfig):
    name = "pyp_portal.uploads"
    label = "uploads"
    default_auto_field = "django.db.models.BigAutoField"
