"""How Django finds this app."""

from django.apps import AppConfig


class ServingConfig(AppConfig):
    name = "pyp_portal.serving"
    label = "serving"
    default_auto_field = "django.db.models.BigAutoField"
