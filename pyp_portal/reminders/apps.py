"""How Django finds this app: what the outbox says is done; this is what will be said, and why."""

from django.apps import AppConfig


class RemindersConfig(AppConfig):
    name = "pyp_portal.reminders"
    label = "reminders"
    default_auto_field = "django.db.models.BigAutoField"
