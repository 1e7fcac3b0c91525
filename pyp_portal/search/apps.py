"""How Django finds this app."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "pyp_portal.search"
    label = "search"
    default_auto_field = "django.db.models.BigAutoField"
