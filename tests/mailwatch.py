"""Looks at every letter that any test has written: links lead into the portal, secrets stay out."""

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve

LINK = re.compile(r"https?://[^\s<>\"”]+")
NEVER = re.compile(
    r"otpauth:|sessionid|csrfmiddlewaretoken|pbkdf2_|argon2\$|Bearer ", re.IGNORECASE
)
# Pages whose address is a key: each shows what it is about, and acts when its button is pressed.
KEYED = {
    "accounts:invited",
    "proposals:endorse_online",
    "proposals:partner_online",
    "spread:request",
    "account_confirm_email",
    "account_reset_password_from_key",
}
KEYS = {"token", "signed", "key", "uidb36"}


def faults(text):
    """What must not stand in a letter, in words."""
    if settings.SECRET_KEY in text or NEVER.search(text):
        yield "a secret"
    for link in LINK.findall(text):
        if link.startswith(f"{settings.SITE_URL}/"):
            yield from _faults_of(link)


def _faults_of(link):
    path = urlsplit(link).path.removeprefix(urlsplit(settings.SITE_URL).path)
    try:
        found = resolve(path)
    except Resolver404:
        yield f"{path} leads nowhere"
        return
    if KEYS & found.kwargs.keys() and found.view_name not in KEYED:
        yield f"{found.view_name} is no page that a letter may give the key to"


def look(sender, instance, created, **_kwargs):
    """Refuse a message that says what no letter may say."""
    if created and "/emails/" in instance.template:
        found = list(faults(f"{instance.subject}\n{instance.body}"))
        assert not found, f"{instance.template}: {found}"
