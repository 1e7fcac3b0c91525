"""How Django finds this app."""

from django.apps import AppConfig


class EveningConfig(AppConfig):
    name = "pyp_portal.evening"
    label = "evening"
    default_auto_field = "django.db.models.BigAutoField"
