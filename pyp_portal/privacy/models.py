"""What people ask about their data, and what the office answers within thirty days."""

import uuid
from datetime import datetime, time, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pyp_portal import clock
from pyp_portal.privacy.breach_models import Breach, Risk
from pyp_portal.privacy.consent_models import ConsentRecord, Purpose
from pyp_portal.privacy.erasing_models import Erasure
from pyp_portal.privacy.notice_models import Notice, Sight
from pyp_portal.privacy.processing_models import Processing
from pyp_portal.privacy.retaining_models import Hold, InactiveNotice, Removal, RemovalItem

DAYS = timedelta(days=30)  # sections 30 to 36 of the Act


class Right(models.TextChoices):
    """What the law lets a person ask for."""

    ACCESS = "access", _("See my data, or have a copy")
    CORRECT = "correct", _("Correct my data")
    ERASE = "erase", _("Erase my data, or make me anonymous")
    OBJECT = "object", _("Object to the use of my data")
    RESTRICT = "restrict", _("Restrict the use of my data")
    WITHDRAW = "withdraw", _("Withdraw a consent")


class Outcome(models.TextChoices):
    """What became of a request; empty while it waits."""

    DONE = "done", _("Done as asked")
    PARTLY = "partly", _("Done in part")
    REFUSED = "refused", _("Not done")


class RightsRequestQuerySet(models.QuerySet):
    """Questions about requests."""

    def waiting(self):
        return self.filter(outcome="")

    def of(self, person):
        """Those of a person, the newest first."""
        return self.filter(person=person).order_by("-pk")

    def to_answer(self, user):
        """Those that this officer may answer: nobody their own, nor what a worker is doing."""
        return self.waiting().filter(erasure=None).exclude(person=user)

    def for_list(self):
        return self.select_related("person", "answered_by", "entered_by", "erasure")


class RightsRequest(models.Model):
    """One request of a person with an account, or of somebody who wrote on paper.

    It is answered once, with what was done and why; the answer is never changed.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="rights_requests"
    )
    name = models.CharField(_("name"), max_length=200, blank=True)
    contact = models.CharField(_("address for the answer"), max_length=300, blank=True)
    right = models.CharField(_("what is asked"), max_length=10, choices=Right)
    words = models.TextField(_("which data, and why"))
    asked_at = models.DateTimeField()
    due_on = models.DateField(db_index=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    answer = models.TextField(_("answer"), blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)

    objects = RightsRequestQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="", answered_at=None, answered_by=None)
                | (~Q(outcome="") & ~Q(answer="") & Q(answered_at__isnull=False)),
                name="right_answered_with_words",
            ),
            models.UniqueConstraint(
                fields=["person", "right"],
                condition=Q(outcome="", person__isnull=False),
                name="right_asked_once_at_a_time",
            ),
        ]

    def __str__(self):
        return f"{self.get_right_display()}: {self.who}"

    def get_absolute_url(self):
        return reverse("privacy:request", args=[self.uid])

    @property
    def who(self):
        """The name of who asks."""
        return str(self.person) if self.person_id else self.name

    @property
    def erasing(self):
        """The erasure to which two people agreed, done or not; None where there is none."""
        return getattr(self, "erasure", None)

    @property
    def is_being_done(self):
        return not self.outcome and self.erasing is not None

    @property
    def due_at(self):
        """The last moment of the last day."""
        return timezone.make_aware(datetime.combine(self.due_on, time(23, 59)))

    @property
    def is_late(self):
        return not self.outcome and self.due_on < clock.today()

    @property
    def badge(self):
        """Tone, icon and words of its state."""
        if self.outcome:
            tone = "still" if self.outcome == Outcome.REFUSED else "good"
            return tone, "check", self.get_outcome_display()
        if self.is_being_done:
            return "work", "half", _("Being done")
        if self.is_late:
            return "stop", "clock", _("Overdue")
        return "wait", "clock", _("To be answered")


__all__ = [
    "Breach",
    "ConsentRecord",
    "Erasure",
    "Hold",
    "InactiveNotice",
    "Notice",
    "Outcome",
    "Processing",
    "Purpose",
    "Removal",
    "RemovalItem",
    "Right",
    "RightsRequest",
    "Risk",
    "Sight",
]
