"""How Django finds this app."""

from django.apps import AppConfig


class ReadsConfig(AppConfig):
    name = "pyp_portal.reads"
    label = "reads"
    default_auto_field = "django.db.models.BigAutoField"
