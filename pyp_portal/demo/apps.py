"""How Django finds this app."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "pyp_portal.demo"
    label = "demo"
    default_auto_field = "django.db.models.BigAutoField"
