"""What was ordered at a presentation: who carries it out, until when, and how far it is."""

import uuid
from datetime import UTC

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cohorts.presenting_states import CARRIED_OUT, DirectiveStatus
from cohorts.visibility import seen_by
from pyp_portal import clock


class DirectiveQuerySet(models.QuerySet):
    """Questions about directives."""

    def visible_to(self, user):
        """The twin of ``permissions.can_view_directive``: a test holds them together."""
        agencies = [m.agency_id for m in user.active_memberships] if user.is_authenticated else []
        return seen_by(user, self, "team__", also=models.Q(responsible_agency__in=agencies))

    def waiting(self):
        """Directives that nobody has reported as carried out yet."""
        return self.exclude(status__in=CARRIED_OUT)

    def overdue(self):
        return self.waiting().filter(due_on__lt=clock.today())

    def for_list(self):
        return self.select_related(
            "team__proposal", "team__cohort__call", "responsible_agency", "item__session"
        )


class Directive(models.Model):
    """An order given at the presentation: by whom it is carried out, until when."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    item = models.ForeignKey("cohorts.PresentationItem", models.CASCADE, related_name="directives")
    team = models.ForeignKey("cohorts.Team", models.PROTECT, related_name="directives")
    text_th = models.TextField(_("directive"))
    responsible_agency = models.ForeignKey(
        "accounts.Agency",
        models.PROTECT,
        related_name="directives",
        verbose_name=_("responsible agency"),
    )
    due_on = models.DateField(_("due"))
    status = models.CharField(
        _("status"), max_length=12, choices=DirectiveStatus, default=DirectiveStatus.OPEN
    )
    evidence_th = models.TextField(_("evidence"), blank=True)
    updated_at = models.DateTimeField()

    objects = DirectiveQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]

    def __str__(self):
        return self.text_th

    def get_absolute_url(self):
        return reverse("cohorts:directive", args=[self.uid])

    @property
    def stage(self):
        """The status with its colour and icon, for a badge."""
        return DirectiveStatus(self.status)

    @property
    def token(self):
        """What a page shows of its state, for noticing that it has changed meanwhile."""
        return self.updated_at.astimezone(UTC).isoformat()

    @property
    def is_done(self):
        return self.status == DirectiveStatus.DONE

    @property
    def is_overdue(self):
        """Past its day, and nobody has reported it as carried out."""
        return self.status not in CARRIED_OUT and self.due_on < clock.today()


class DirectiveStep(models.Model):
    """One word on how far a directive is: what was said, by what it can be seen, until when."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    directive = models.ForeignKey(Directive, models.CASCADE, related_name="steps")
    status = models.CharField(max_length=12, choices=DirectiveStatus)
    due_on = models.DateField(null=True, blank=True)  # the new day, where it was put off
    note_th = models.TextField(blank=True)
    file = models.ForeignKey(
        "uploads.StoredFile", models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.get_status_display()} {self.at}"
