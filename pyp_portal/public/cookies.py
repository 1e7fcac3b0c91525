"""Which cookies the portal sets, and what a browser keeps for it: all of it is needed."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Kept:
    """Something that a browser keeps for the portal."""

    name: str
    purpose: str
    lasts: str


COOKIES = (
    Kept(
        settings.SESSION_COOKIE_NAME,
        _("knows you again from page to page after you have signed in"),
        _("until you sign out, 12 hours at most"),
    ),
    Kept(
        settings.CSRF_COOKIE_NAME,
        _("makes sure that a form was sent from this site and by you"),
        _("1 year"),
    ),
    Kept(
        settings.LANGUAGE_COOKIE_NAME,
        _("remembers the language you have chosen"),
        _("until you close the browser"),
    ),
    Kept(
        CookieStorage.cookie_name,
        _("carries a notice, such as “saved”, to the next page"),
        _("until the notice has been shown"),
    ),
    Kept(
        "localStorage",
        _("keeps a copy of what you type, so that nothing is lost without a network"),
        _("until it is saved or you sign out"),
    ),
    Kept(
        "localStorage",
        _("remembers that a passkey was used in this browser, so that it is offered again"),
        _("until you clear what this browser keeps"),
    ),
)
