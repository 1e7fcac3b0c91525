"""How Django finds this app: the calendar of offices is no subject of any other foundation."""

from django.apps import AppConfig


class OffdaysConfig(AppConfig):
    name = "pyp_portal.offdays"
    label = "offdays"
    default_auto_field = "django.db.models.BigAutoField"
