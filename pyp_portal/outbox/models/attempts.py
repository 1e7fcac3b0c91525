"""The delivery log: each try to hand a message over, and what the server said to it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from pyp_portal.outbox.models.messages import Message


class Outcome(models.TextChoices):
    """How a try ended; one that nobody ended was cut off."""

    OPEN = "open", _("No end is known")
    TAKEN = "taken", _("Taken by the server")
    LATER = "later", _("Not taken, tried again later")
    REFUSED = "refused", _("Refused for good")
    UNSURE = "unsure", _("Perhaps taken")
    HELD = "held", _("Not tried, the address came back")
    LEFT = "left", _("Not tried, the account is closed")


_TONES = {
    Outcome.OPEN: ("wait", "clock"),
    Outcome.TAKEN: ("good", "check"),
    Outcome.LATER: ("wait", "clock"),
    Outcome.REFUSED: ("stop", "x"),
    Outcome.UNSURE: ("stop", "alert"),
    Outcome.HELD: ("stop", "lock"),
    Outcome.LEFT: ("still", "lock"),
}


class Attempt(models.Model):
    """One try of one worker with one message, written with its claim and ended by its holder."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="tries")
    claim_key = models.UUIDField(unique=True, editable=False)
    address = models.EmailField()  # where it went: in test mode not to whom it is meant for
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.OPEN)
    said = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.message_id}: {self.outcome}"

    @property
    def tone(self):
        """The colour of its badge."""
        return _TONES[self.outcome][0]

    @property
    def icon(self):
        """The picture of its badge."""
        return _TONES[self.outcome][1]
