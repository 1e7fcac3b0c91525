"""Whose LINE a person has joined to their account, and the code by which they join it."""

from django.conf import settings
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from pyp_portal import clock


class Ended(models.TextChoices):
    """Why messages by LINE ended."""

    SELF = "self", _("Taken off by yourself")
    BLOCKED = "blocked", _("LINE says that our messages are not wanted or not taken")
    MOVED = "moved", _("Joined anew")


class LineLinkQuerySet(models.QuerySet):
    """Questions about joined LINE accounts."""

    def standing(self):
        return self.filter(ended_at=None)


class LineLink(models.Model):
    """A person and the LINE user that gets their messages, from a moment to a moment."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="line_links")
    line_user = models.CharField(max_length=64)
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_because = models.CharField(max_length=10, choices=Ended, blank=True)
    said = models.CharField(max_length=300, blank=True)

    objects = LineLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=models.Q(ended_at=None), name="line_joined_once"
            ),
            models.UniqueConstraint(
                fields=["line_user"], condition=models.Q(ended_at=None), name="line_of_one_person"
            ),
        ]

    def __str__(self):
        return f"LINE {self.user_id}"

    @property
    def address(self):
        """As messages name it."""
        return f"line:{self.line_user}"


class LineCodeQuerySet(models.QuerySet):
    """Questions about codes."""

    def of(self, typed):
        """The code that was typed, while it holds."""
        return self.filter(code_hash=hash_of(typed), expires_at__gt=clock.now())


class LineCode(models.Model):
    """The code a person may send us by LINE to join it; only its hash is kept."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="line_code")
    code_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()

    objects = LineCodeQuerySet.as_manager()

    def __str__(self):
        return f"code of {self.user_id}"


def hash_of(code):
    """What is kept of a code, however it was typed."""
    plain = "".join(letter for letter in code.upper() if letter.isalnum())
    return salted_hmac("outbox.line", plain, algorithm="sha256").hexdigest()
