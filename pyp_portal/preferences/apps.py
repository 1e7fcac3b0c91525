"""How a person wants to be told: by which mails, how often, in which language.

A foundation of its own: the outbox asks it before each mail, and so it must stand below both
the outbox and the accounts, which mail through the outbox.
"""

from django.apps import AppConfig


class PreferencesConfig(AppConfig):
    name = "pyp_portal.preferences"
    label = "preferences"
    default_auto_field = "django.db.models.BigAutoField"
