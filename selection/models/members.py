"""What binds and describes members: the terms they accept, their days away, their former posts."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pyp_portal import clock


class CommitteeTerms(models.Model):
    """A version of what each member accepts before anything opens: confidentiality, fairness."""

    plan = models.ForeignKey("selection.SelectionPlan", models.CASCADE, related_name="terms")
    number = models.PositiveSmallIntegerField(_("version"))
    text_th = models.TextField(_("text"))
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="terms_numbered_once")
        ]

    def __str__(self):
        return f"{self.plan}: {self.number}"


class Unavailability(models.Model):
    """Days on which a member reads, scores and attends nothing."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    seat = models.ForeignKey("selection.Seat", models.CASCADE, related_name="unavailabilities")
    first_day = models.DateField(_("first day away"))
    last_day = models.DateField(_("last day away"))

    class Meta:
        ordering = ["first_day", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_day__gte=models.F("first_day")),
                name="away_from_first_to_last",
                violation_error_message=_("The last day comes before the first."),
            )
        ]

    def __str__(self):
        return f"{self.seat}: {self.first_day} - {self.last_day}"

    @property
    def is_over(self):
        return self.last_day < clock.today()


class FormerPost(models.Model):
    """An agency for which a person worked, until when."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="former_posts")
    agency = models.ForeignKey(
        "accounts.Agency", models.PROTECT, related_name="+", verbose_name=_("agency")
    )
    since = models.DateField(_("from"), null=True, blank=True)
    until = models.DateField(_("until"))

    class Meta:
        ordering = ["-until", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "agency", "until"], name="former_post_told_once"
            )
        ]

    def __str__(self):
        return f"{self.user}: {self.agency}"
