"""How Django finds this app."""

from django.apps import AppConfig


class ProposalsConfig(AppConfig):
    name = "proposals"
    label = "proposals"
    default_auto_field = "django.db.models.BigAutoField"
