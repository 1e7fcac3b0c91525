"""How Django finds this app."""

from importlib import import_module

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "pyp_portal.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        """Listen to what allauth tells."""
        import_module("pyp_portal.accounts.proving")
