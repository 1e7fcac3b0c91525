"""How Django finds this app."""

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "pyp_portal.outbox"
    label = "outbox"
    default_auto_field = "django.db.models.BigAutoField"
