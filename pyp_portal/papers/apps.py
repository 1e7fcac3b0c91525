"""How Django finds this app."""

from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "pyp_portal.papers"
    label = "papers"
    default_auto_field = "django.db.models.BigAutoField"
