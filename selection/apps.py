"""How Django finds this app."""

from django.apps import AppConfig


class SelectionConfig(AppConfig):
    name = "selection"
    label = "selection"
    default_auto_field = "django.db.models.BigAutoField"
