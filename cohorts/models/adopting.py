"""Requests of other areas that want to take up a model (section 6.7)."""

import uuid

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cohorts.spread_states import OPEN_REQUESTS, RequestState
from cohorts.visibility import seen_by
from pyp_portal import clock

_signer = Signer(salt="cohorts.adopting")


class RequestQuerySet(models.QuerySet):
    """Questions about requests."""

    def visible_to(self, user):
        """Confirmed requests to the teams this person may see.

        The twin of ``permissions.can_view_request``: a test holds them together.
        """
        return seen_by(user, self.confirmed(), "team__")

    def confirmed(self):
        """All but those whose sender has not shown yet that the address is theirs."""
        return self.exclude(state=RequestState.UNCONFIRMED)

    def waiting(self):
        """Nobody has answered yet."""
        return self.filter(state=RequestState.NEW)

    def for_list(self):
        return self.select_related("team__proposal__lead_agency", "province", "site")

    def of_token(self, token):
        """The request that an address in a mail names; none where it is not ours."""
        try:
            return self.filter(uid=_signer.unsign(token))
        except BadSignature:
            return self.none()


class AdoptionRequest(models.Model):
    """An agency that is not in the team asks to take up its model, with or without account."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    token = models.UUIDField(unique=True, editable=False)  # a form sent twice is one request
    team = models.ForeignKey("cohorts.Team", models.PROTECT, related_name="adoption_requests")
    agency_th = models.CharField(_("agency"), max_length=200)
    agency = models.ForeignKey(
        "accounts.Agency", models.PROTECT, null=True, blank=True, related_name="+"
    )
    province = models.ForeignKey(
        "accounts.Province", models.PROTECT, verbose_name=_("province"), related_name="+"
    )
    district_th = models.CharField(_("district"), max_length=80, blank=True)
    name_th = models.CharField(_("name"), max_length=200)
    email = models.EmailField(_("e-mail"))
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    message_th = models.TextField(_("what you have in mind"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    state = models.CharField(max_length=12, choices=RequestState)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)  # when somebody answered first
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    answer_th = models.TextField(_("answer"), blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    site = models.OneToOneField(
        "cohorts.ScaleOutSite", models.PROTECT, null=True, blank=True, related_name="request"
    )

    objects = RequestQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["state", "due_on"], name="request_by_due")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=RequestState.UNCONFIRMED) | Q(due_on__isnull=False),
                name="confirmed_request_is_due",
            ),
            models.CheckConstraint(
                condition=~Q(state=RequestState.ACCEPTED) | Q(site__isnull=False),
                name="accepted_request_has_site",
            ),
        ]

    def __str__(self):
        return f"{self.agency_th} ({self.province})"

    def get_absolute_url(self):
        return reverse("cohorts:request", args=[self.uid])

    @property
    def signed(self):
        """The part of the address in its mails; who has it may see and confirm the request."""
        return _signer.sign(str(self.uid))

    @property
    def state_enum(self):
        return RequestState(self.state)

    @property
    def is_open(self):
        return self.state in OPEN_REQUESTS

    @property
    def is_overdue(self):
        """Nobody has answered, and the day is past."""
        return self.state == RequestState.NEW and clock.today() > self.due_on
