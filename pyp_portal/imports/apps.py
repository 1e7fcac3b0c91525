"""How Django finds this app: files that fill registers belong to no register and to no room."""

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "pyp_portal.imports"
    label = "imports"
    default_auto_field = "django.db.models.BigAutoField"
