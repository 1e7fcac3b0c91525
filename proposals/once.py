"""A seal in a form that anybody may send: ours, not sent at once, and not sent twice."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.core.signing import BadSignature, Signer
from django.utils.timezone import get_default_timezone

from pyp_portal import clock

LEAST = timedelta(seconds=3)  # nobody reads and writes faster; machines do
LONGEST = timedelta(days=2)
_signer = Signer(salt="proposals.once")


class NotSealed(Exception):
    """The seal is missing, not ours, or of a page that was open too short or too long."""


def seal():
    """A new seal, with its token and the moment at which the form was given out."""
    return _signer.sign_object({"token": str(uuid4()), "at": clock.now().timestamp()})


def token_of(sealed):
    """The token that makes a form sent twice one act; ``NotSealed`` where it is no good."""
    try:
        kept = _signer.unsign_object(sealed)
    except BadSignature:
        raise NotSealed from None
    age = clock.now() - datetime.fromtimestamp(kept["at"], get_default_timezone())
    if not LEAST <= age <= LONGEST:
        raise NotSealed
    return UUID(kept["token"])
