"""What the head of an agency is asked to stand behind, and what was answered (F55, R-06)."""

import uuid

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

SIGNER = Signer(salt="proposals.endorsement")


class EndorsementAskQuerySet(models.QuerySet):
    """Questions about what heads were asked."""

    def open(self):
        """Sent, not answered, and not replaced by a later one."""
        return self.filter(answered_at=None, ended_at=None)

    def of_token(self, token):
        """The one to which a link leads; none for a link that we did not sign."""
        try:
            return self.filter(uid=SIGNER.unsign(token))
        except (BadSignature, ValueError):
            return self.none()


class EndorsementAsk(models.Model):
    """A link sent to the head of the agency, and the answer given through it.

    The head is a member with the right to endorse, or, where the head has no account, an
    address that the agency typed. An endorsement is given for one text, named by its hash.
    """

    class Answer(models.TextChoices):
        ENDORSED = "endorsed", _("Endorsed")
        SENT_BACK = "sent_back", _("Sent back")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    proposal = models.ForeignKey(
        "proposals.Proposal", models.CASCADE, related_name="endorsement_asks"
    )
    head = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    address = models.EmailField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=10, choices=Answer, blank=True)
    name = models.CharField(_("name"), max_length=200, blank=True)
    position = models.CharField(_("position"), max_length=200, blank=True)
    reason = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64, blank=True)

    objects = EndorsementAskQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["proposal"],
                condition=models.Q(answered_at=None, ended_at=None),
                name="one_open_endorsement_ask",
            ),
            models.CheckConstraint(
                condition=models.Q(answered_at=None, answer="")
                | (models.Q(answered_at__isnull=False) & ~models.Q(answer="")),
                name="endorsement_answered_whole",
            ),
        ]

    def __str__(self):
        return f"{self.proposal_id}: {self.address}"

    def get_absolute_url(self):
        return reverse("proposals:endorse_online", args=[self.token])

    @property
    def token(self):
        """What the link carries: nobody can make one up."""
        return SIGNER.sign(str(self.uid))

    @property
    def is_open(self):
        return self.answered_at is None and self.ended_at is None

    @property
    def who(self):
        """The head as papers and pages name them."""
        return self.name or str(self.head or self.address)
