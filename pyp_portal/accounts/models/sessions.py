"""The sessions of the portal with the person each belongs to, so that they can be listed and ended.

``settings.SESSION_ENGINE`` names this module.
"""

import uuid
from datetime import datetime

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models
from django.utils.functional import cached_property

from pyp_portal import clock

PLACE = "signed in from"
# By which words of what a browser says of itself one tells it: the first that fits.
BROWSERS = {"Edg/": "Edge", "OPR/": "Opera", "Firefox": "Firefox", "Chrome": "Chrome"}
BROWSERS |= {"CriOS": "Chrome", "FxiOS": "Firefox", "Safari": "Safari"}
SYSTEMS = {"Android": "Android", "iPhone": "iPhone", "iPad": "iPad", "Windows": "Windows"}
SYSTEMS |= {"Mac OS": "macOS", "CrOS": "ChromeOS", "Linux": "Linux"}


class OpenSessionManager(BaseSessionManager):
    """Questions about sessions."""

    def open_of(self, person):
        """The sessions in which this person is signed in, the latest first."""
        mine = self.filter(user=person, expire_date__gt=clock.now() - settings.CLOCK_OFFSET)
        return sorted(mine, key=lambda one: one.began_at or datetime.min.isoformat(), reverse=True)


class OpenSession(AbstractBaseSession):
    """One browser in which somebody is signed in, or a visitor has been."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="open_sessions"
    )

    objects = OpenSessionManager()

    class Meta:
        verbose_name = "session"

    def __str__(self):
        return f"session of {self.user_id or 'a visitor'}"

    @classmethod
    def get_session_store_class(cls):
        return SessionStore

    @property
    def uid(self):
        """A name for this session that opens nothing: its key cannot be told from it."""
        return uuid.uuid5(uuid.NAMESPACE_OID, f"{settings.SECRET_KEY}:{self.session_key}")

    @cached_property
    def noted(self):
        """What was noted when the person signed in."""
        return self.get_decoded().get(PLACE, {})

    @property
    def began_at(self):
        """When the person signed in, as text; empty where nothing was noted."""
        return self.noted.get("at", "")

    @property
    def began(self):
        return datetime.fromisoformat(self.began_at) if self.began_at else None

    @property
    def address(self):
        return self.noted.get("address", "")

    @property
    def browser(self):
        """Browser and system in two words, as far as the browser tells them."""
        agent = self.noted.get("agent", "")
        found = [_first(BROWSERS, agent), _first(SYSTEMS, agent)]
        return " · ".join(filter(None, found))


class SessionStore(DatabaseStore):
    """Keeps sessions with the person of each, at no statement more."""

    @classmethod
    def get_model_class(cls):
        return OpenSession

    def create_model_instance(self, data):
        row = super().create_model_instance(data)
        row.user_id = data.get(SESSION_KEY)
        return row


def note_sign_in(session, *, address, agent):
    """Remember when and from where the person of this session signed in."""
    session[PLACE] = {"at": clock.now().isoformat(), "address": address, "agent": agent[:300]}


def _first(words, agent):
    return next((name for word, name in words.items() if word in agent), "")
