"""Colleagues who are asked by mail to work for an agency."""

import uuid

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pyp_portal import clock
from pyp_portal.accounts.models.agencies import Agency
from pyp_portal.accounts.rights import Rights

SIGNER = Signer(salt="accounts.invitation")


class InvitationState(models.TextChoices):
    """How far an invitation came."""

    OPEN = "open", _("Waits for an answer")
    EXPIRED = "expired", _("The link has expired")
    ACCEPTED = "accepted", _("Accepted")
    TAKEN_BACK = "taken_back", _("Taken back by the agency")

    @property
    def tone(self):
        """The colour family of its badge."""
        return {"open": "wait", "expired": "still", "accepted": "good", "taken_back": "still"}[self]

    @property
    def icon(self):
        """The picture of its badge."""
        icons = {"open": "clock", "expired": "x", "accepted": "check", "taken_back": "undo"}
        return icons[self]


class InvitationQuerySet(models.QuerySet):
    """Questions about who was invited."""

    def open(self):
        """Neither accepted nor taken back; an expired one may be sent again."""
        return self.filter(accepted_at=None, ended_at=None)

    def of_token(self, token):
        """The one to which a link leads; none for a link that we did not sign."""
        try:
            return self.filter(uid=SIGNER.unsign(token))
        except (BadSignature, ValueError):
            return self.none()

    def for_person(self, person):
        """Those that this person may accept now: sent to an address that is proven theirs."""
        owned = person.emailaddress_set.filter(verified=True).values("email")
        return self.open().filter(address__in=owned, expires_at__gt=clock.now())

    def visible_to(self, user):
        """The office sees all; head and submitters those of their agency."""
        return self if user.is_office else self.filter(agency__in=user.led_agency_ids)

    def for_list(self):
        """With the people and the agency that a line shows, the newest first."""
        return self.select_related("invited_by", "accepted_by", "agency").order_by("-pk")


class Invitation(models.Model):
    """A link sent to an address; who accepts it works for the agency, with these rights."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="invitations")
    address = models.EmailField(_("e-mail"))
    can_edit = models.BooleanField(default=True)
    can_submit = models.BooleanField(default=False)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    sent_at = models.DateTimeField()
    times_sent = models.PositiveSmallIntegerField(default=1)
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "address"],
                condition=models.Q(accepted_at=None, ended_at=None),
                name="invited_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(accepted_at=None, accepted_by=None)
                | models.Q(accepted_at__isnull=False, accepted_by__isnull=False, ended_at=None),
                name="invitation_accepted_whole",
            ),
        ]
        indexes = [models.Index(fields=["address"], name="invitation_of_an_address")]

    def __str__(self):
        return f"{self.address} @ {self.agency}"

    def get_absolute_url(self):
        return reverse("accounts:invited", args=[self.token])

    @property
    def token(self):
        """What the link carries: nobody can make one up."""
        return SIGNER.sign(str(self.uid))

    @property
    def rights(self):
        """What who accepts may do: never the right of the head, which is given by name only."""
        return Rights(can_edit=self.can_edit, can_submit=self.can_submit)

    @property
    def state(self):
        """Where it stands now."""
        if self.accepted_at:
            return InvitationState.ACCEPTED
        if self.ended_at:
            return InvitationState.TAKEN_BACK
        is_over = self.expires_at <= clock.now()
        return InvitationState.EXPIRED if is_over else InvitationState.OPEN

    @property
    def is_open(self):
        """True while it may still be sent again or taken back."""
        return self.accepted_at is None and self.ended_at is None
