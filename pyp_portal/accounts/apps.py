"""How Django finds this app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "pyp_portal.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
