"""How Django finds this app."""

from django.apps import AppConfig


class HistoryConfig(AppConfig):
    name = "pyp_portal.history"
    label = "history"
    default_auto_field = "django.db.models.BigAutoField"
