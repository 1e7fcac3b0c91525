"""A person's own desk: task list, calendar and its feed, the mail of the morning.

An app of its own above the rooms: it keeps what a person does with the lines of all rooms
(put off, handed on) and the key of their feed, which no room could own alone.
"""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "pyp_portal.desk"
    label = "desk"
    default_auto_field = "django.db.models.BigAutoField"
