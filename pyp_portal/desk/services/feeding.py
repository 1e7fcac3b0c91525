"""The private address of a person's calendar: made, made anew, revoked, found by its token."""

import hashlib
import secrets

from django.contrib.auth import get_user_model
from django.db import transaction

from pyp_portal import clock
from pyp_portal.desk.models import Feed
from pyp_portal.history.services import record


def digest_of(token):
    """What is kept of a token: from it nobody gets back to the address."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def make_feed(user):
    """A new address, told this once; one that there was ends with it."""
    locked(user)
    token = secrets.token_urlsafe(32)
    Feed.objects.update_or_create(
        user=user, defaults={"digest": digest_of(token), "made_at": clock.now()}
    )
    record(user, "calendar address made", by=user)
    return token


@transaction.atomic
def revoke_feed(user):
    """The address ends at once; False when there was none."""
    locked(user)
    count, _of_each = Feed.objects.filter(user=user).delete()
    if count:
        record(user, "calendar address revoked", by=user)
    return bool(count)


def locked(user):
    get_user_model().objects.select_for_update().values_list("pk").get(pk=user.pk)


def feed_of(token):
    """The feed of a token; None for one that is forged, old, revoked or of a disabled person."""
    known = Feed.objects.filter(digest=digest_of(token), user__is_active=True)
    return known.select_related("user").first()
