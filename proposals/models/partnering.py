"""What a partner is asked to confirm of its part, and what it answered (F35, R-20)."""

import uuid

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pyp_portal import clock

SIGNER = Signer(salt="proposals.partner")


class PartnerAskQuerySet(models.QuerySet):
    """Questions about what partners were asked."""

    def open(self):
        """Sent, not answered, and neither taken back nor replaced by a later one."""
        return self.filter(answered_at=None, ended_at=None)

    def of_token(self, token):
        """The one to which a mailed link leads; none for a link that we did not sign."""
        try:
            return self.exclude(address="").filter(uid=SIGNER.unsign(token))
        except (BadSignature, ValueError):
            return self.none()

    def for_agencies(self, keys):
        """Those put to one of these agencies of the register."""
        return self.filter(agency__in=keys)

    def for_page(self):
        """With what the partner's page shows."""
        return self.select_related(
            "proposal__call", "proposal__lead_agency", "agency", "asked_by", "answered_by"
        )


class PartnerAsk(models.Model):
    """A partner is asked whether it stands by its part; its answer is for that part's text.

    The rows of F35 are written anew with each save, so that a partner is known by ``key``: its
    code in the register, or its name. ``part`` is the text that it answered to.
    """

    class Answer(models.TextChoices):
        CONFIRMED = "confirmed", _("The partner confirms")
        DECLINED = "declined", _("The partner declines")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    proposal = models.ForeignKey("proposals.Proposal", models.CASCADE, related_name="partner_asks")
    key = models.CharField(max_length=220)
    name_th = models.CharField(max_length=200)
    agency = models.ForeignKey(
        "accounts.Agency", models.PROTECT, null=True, blank=True, related_name="+"
    )
    address = models.EmailField(blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    answer = models.CharField(max_length=10, choices=Answer, blank=True)
    name = models.CharField(_("name"), max_length=200, blank=True)
    position = models.CharField(_("position"), max_length=200, blank=True)
    reason = models.TextField(blank=True)
    part = models.JSONField(default=dict, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)

    objects = PartnerAskQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "key"],
                condition=Q(answered_at=None, ended_at=None),
                name="partner_asked_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, answer="")
                | (Q(answered_at__isnull=False) & ~Q(answer="")),
                name="partner_answered_whole",
            ),
            models.CheckConstraint(
                condition=~Q(address="") | Q(agency__isnull=False),
                name="partner_ask_goes_somewhere",
            ),
        ]
        indexes = [
            models.Index(
                fields=["asked_at"],
                condition=Q(answered_at=None, ended_at=None),
                name="partners_to_answer",
            )
        ]

    def __str__(self):
        return f"{self.proposal_id}: {self.name_th}"

    @property
    def mailed_url(self):
        """For whoever reads the mail at the typed address: nobody can make one up."""
        return reverse("proposals:partner_online", args=[SIGNER.sign(str(self.uid))])

    @property
    def member_url(self):
        """For people of the partner agency, who sign in."""
        return reverse("proposals:partner_part", args=[self.uid])

    @property
    def is_open(self):
        return self.answered_at is None and self.ended_at is None

    @property
    def is_expired(self):
        return self.expires_at <= clock.now()

    @property
    def who(self):
        """Who answered, as pages name them."""
        return ", ".join(word for word in (self.name, self.position) if word)
