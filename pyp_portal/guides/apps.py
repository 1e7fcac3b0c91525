"""How Django finds this app: it stands above the rooms, because it leads into all of them."""

from django.apps import AppConfig


class GuidesConfig(AppConfig):
    name = "pyp_portal.guides"
    label = "guides"
