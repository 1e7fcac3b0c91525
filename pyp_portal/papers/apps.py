"""How Django finds this app."""

from importlib import import_module

from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "pyp_portal.papers"
    label = "papers"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        import_module("pyp_portal.papers.checks")
