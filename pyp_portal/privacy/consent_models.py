"""What people agreed to beyond what the task of the office allows, and when they took it back."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Purpose(models.TextChoices):
    """What only a consent allows (section 8.1, consent); never a condition of anything."""

    CONTACTS = "contacts", _("My contacts are shown to all participants of the year")
    PICTURES = "pictures", _("Pictures in which I can be recognised are published")
    NEWS = "news", _("News of the office by e-mail, beside what I must be told")


class ConsentQuerySet(models.QuerySet):
    """Questions about consents."""

    def in_force(self):
        return self.filter(withdrawn_at=None)

    def of(self, person):
        return self.filter(person=person)


class ConsentRecord(models.Model):
    """One consent: given once, taken back once; given anew it is a new row.

    ``notice`` is the version of the notice by which the person was told what for.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="consents")
    purpose = models.CharField(_("what for"), max_length=10, choices=Purpose)
    notice = models.ForeignKey(
        "privacy.Notice", models.PROTECT, to_field="number", db_column="number", related_name="+"
    )
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "purpose"],
                condition=Q(withdrawn_at=None),
                name="consent_in_force_once",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(withdrawn_at__gte=F("given_at")),
                name="consent_withdrawn_after_it_was_given",
            ),
        ]

    def __str__(self):
        return f"{self.person}: {self.get_purpose_display()}"

    @property
    def badge(self):
        """Tone, icon and words of its state."""
        if self.withdrawn_at:
            return "still", "x", _("Consent taken back")
        return "good", "check", _("Given")
