"""How Django finds this app.

A foundation of its own: what a person may ask about their data concerns every room, and the
register of it belongs to none. The rooms name what they hold in ``rooms.PERSONAL_DATA``.
"""

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "pyp_portal.privacy"
    label = "privacy"
    default_auto_field = "django.db.models.BigAutoField"
