"""The records of a year on their way to the National Archives: offered, packed, answered."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class Answer(models.TextChoices):
    """What the National Archives said."""

    ACCEPTED = "accepted", _("Taken over whole")
    PARTLY = "partly", _("Taken over in part")
    REFUSED = "refused", _("Not taken over")

    @property
    def takes(self):
        """True where something went over."""
        return self != Answer.REFUSED


class ArchiveOffer(models.Model):
    """The offer of the records of one year (section 8.1), once; and what came of it.

    ``taken`` names the series that went over, ``package`` is the one that was handed in.
    ``emptied_at``: since then the files that were handed over are here no more.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cohort = models.OneToOneField("cohorts.Cohort", models.PROTECT, related_name="archive_offer")
    offered_at = models.DateTimeField(editable=False)
    offered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    answer = models.CharField(_("answer"), max_length=10, choices=Answer, blank=True)
    taken = models.JSONField(default=list, blank=True)
    letter_no = models.CharField(_("number of the letter"), max_length=80, blank=True)
    letter_date = models.DateField(_("date of the letter"), null=True, blank=True)
    note_th = models.TextField(_("note"), blank=True)
    package = models.ForeignKey(
        "cohorts.ArchivePackage", models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    emptied_at = models.DateTimeField(null=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["-cohort__call__fiscal_year"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="") | (~Q(letter_no="") & Q(letter_date__isnull=False)),
                name="archives_answer_by_letter",
            ),
            models.CheckConstraint(
                condition=Q(answer__in=["", Answer.REFUSED]) | Q(package__isnull=False),
                name="archives_take_a_package",
            ),
            models.CheckConstraint(
                condition=Q(emptied_at=None) | Q(answer__in=[Answer.ACCEPTED, Answer.PARTLY]),
                name="only_what_went_over_is_removed",
            ),
        ]

    def __str__(self):
        return str(self.cohort)

    def get_absolute_url(self):
        return reverse("cohorts:archive_year", args=[self.cohort.call.fiscal_year])

    @property
    def badge(self):
        """Tone, icon and words of how far it is."""
        if self.emptied_at:
            return "good", "check-circle", _("Handed over, files removed here")
        if self.answer:
            tone, icon = ("still", "x") if self.answer == Answer.REFUSED else ("good", "check")
            return tone, icon, self.get_answer_display()
        return "wait", "clock", _("Offered, waits for the answer")


class ArchivePackage(models.Model):
    """What stood in one package: the hash of each file, by which it is known what went over."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    offer = models.ForeignKey(ArchiveOffer, models.PROTECT, related_name="packages")
    export = models.OneToOneField("papers.Export", models.PROTECT, related_name="+")
    packed_at = models.DateTimeField()
    files = models.PositiveIntegerField()
    bytes = models.PositiveBigIntegerField()
    manifest = models.TextField()
    sha256 = models.CharField(max_length=64)  # of the manifest: the same content has the same

    class Meta:
        ordering = ["-packed_at", "-pk"]

    def __str__(self):
        return f"{self.packed_at:%Y-%m-%d} {self.sha256[:16]}"
