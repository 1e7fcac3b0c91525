"""What we tell people: each message is a row before it is a mail."""

import uuid
from email.utils import parseaddr

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pyp_portal import clock


class MessageState(models.TextChoices):
    """How far a message came."""

    WAITING = "waiting", _("Waiting")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Refused")
    UNCERTAIN = "uncertain", _("Uncertain")
    RETURNED = "returned", _("Came back")
    HELD = "held", _("Held back")
    COLLECTED = "collected", _("Waits for the daily mail")
    KEPT = "kept", _("In the portal only")


UNMAILED = [MessageState.COLLECTED, MessageState.KEPT]  # as the receiver has chosen
NOT_MAILED_NOW = [MessageState.RETURNED, MessageState.HELD, *UNMAILED]


class Carrier(models.TextChoices):
    """By which channel a message travels."""

    MAIL = "mail", _("E-mail")
    LINE = "line", "LINE"


_TONES = {
    MessageState.WAITING: ("wait", "clock"),
    MessageState.SENDING: ("work", "send"),
    MessageState.SENT: ("good", "check"),
    MessageState.FAILED: ("stop", "x"),
    MessageState.UNCERTAIN: ("stop", "alert"),
    MessageState.RETURNED: ("stop", "undo"),
    MessageState.HELD: ("stop", "lock"),
    MessageState.COLLECTED: ("still", "clock"),
    MessageState.KEPT: ("still", "bell"),
}
AT_REST = [  # nobody is at work with these, and a person may have them sent once more
    MessageState.SENT,
    MessageState.FAILED,
    MessageState.UNCERTAIN,
    MessageState.RETURNED,
    MessageState.HELD,
]


class MessageQuerySet(models.QuerySet):
    """Questions to the outbox."""

    def due(self):
        """Messages that may be sent now, the oldest first."""
        return self.filter(state=MessageState.WAITING, due_at__lte=clock.now()).order_by(
            "due_at", "pk"
        )

    def unattended(self):
        """Messages whose worker let its lease run out."""
        return self.filter(state=MessageState.SENDING, lease_until__lt=clock.now())

    def needing_a_person(self):
        """Messages that no machine can settle."""
        return self.filter(state__in=[MessageState.FAILED, MessageState.UNCERTAIN])

    def at_rest(self):
        """Messages with which no machine does anything any more."""
        return self.filter(state__in=AT_REST)

    def unsent(self):
        """Messages that are on their way, or stuck on it."""
        return self.exclude(state__in=[MessageState.SENT, *NOT_MAILED_NOW])

    def collected_for(self, user):
        """What waits for the next daily mail of a person and was not read in the portal."""
        return self.filter(recipient=user, state=MessageState.COLLECTED, read_at=None)

    def in_state(self, state):
        """The messages of one state; with none named, all that are not sent."""
        return self.filter(state=state) if state else self.unsent()

    def about(self, text):
        """Messages to an address, or with a subject, that holds this text."""
        if not text:
            return self
        return self.filter(Q(address__icontains=text) | Q(subject__icontains=text))

    def visible_to(self, user):
        """What a person may read in their own inbox: their own, each once."""
        return self.filter(recipient=user, carrier=Carrier.MAIL)

    def unread(self):
        return self.filter(read_at=None)

    def page(self, after, size):
        """One page, newest first, behind the message with the uid ``after``."""
        messages = self.order_by("-pk")
        if after:
            messages = messages.filter(pk__lt=models.Subquery(self.filter(uid=after).values("pk")))
        return messages[:size]


class Message(models.Model):
    """One e-mail to one address about one occasion, written once however often it is posted."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    occasion = models.CharField(max_length=200)
    address = models.EmailField()
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="outbox_messages",
    )
    carrier = models.CharField(max_length=10, choices=Carrier, default=Carrier.MAIL)
    asked_by = models.ForeignKey(  # whose act it follows from; none where a job wrote it
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    template = models.CharField(max_length=200)
    language = models.CharField(max_length=10)
    subject = models.CharField(max_length=300)
    body = models.TextField()
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    state = models.CharField(max_length=10, choices=MessageState, default=MessageState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    claim_key = models.UUIDField(null=True, editable=False)
    lease_until = models.DateTimeField(null=True)
    handed_over_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    resent = models.PositiveSmallIntegerField(default=0)
    trouble = models.CharField(max_length=300, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    resolved_at = models.DateTimeField(null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["occasion", "address"], name="outbox_told_once")
        ]
        indexes = [
            models.Index(
                fields=["due_at"], condition=Q(state="waiting"), name="outbox_message_waiting"
            ),
            models.Index(
                fields=["lease_until"], condition=Q(state="sending"), name="outbox_message_sending"
            ),
            models.Index(fields=["state", "-id"], name="outbox_message_queue"),
            models.Index(fields=["recipient", "-id"], name="outbox_message_inbox"),
        ]

    def __str__(self):
        return f"{self.subject} → {self.address}"

    def get_absolute_url(self):
        """What became of it, for the office."""
        return reverse("outbox:message", args=[self.uid])

    @property
    def tone(self):
        """The colour of its badge."""
        return _TONES[self.state][0]

    @property
    def icon(self):
        """The picture of its badge."""
        return _TONES[self.state][1]

    @property
    def needs_a_person(self):
        return self.state in (MessageState.FAILED, MessageState.UNCERTAIN)

    @property
    def message_id(self):
        """The same for every attempt, so that a mail server can tell a copy from a new mail.

        What a person has sent once more is a new mail, which no server may drop as a copy.
        """
        domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].partition("@")[2] or "localhost"
        again = f".{self.resent}" if self.resent else ""
        return f"<{self.uid}{again}@{domain}>"

    @property
    def may_be_resent(self):
        return self.state in AT_REST
