"""What screening leaves: the checklist E1 to E8 and returns for revision."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Check(models.Model):
    """One answer of the eligibility checklist (section 4.1)."""

    class Result(models.TextChoices):
        PASS = "PASS", _("Pass")
        FIX = "FIX", _("To be revised")
        FAIL = "FAIL", _("Fail")

    proposal = models.ForeignKey("proposals.Proposal", models.CASCADE, related_name="checks")
    item = models.CharField(max_length=3)
    result = models.CharField(max_length=4, choices=Result)
    reason = models.TextField(blank=True)
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    checked_at = models.DateTimeField()

    class Meta:
        ordering = ["item"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "item"], name="item_checked_once")
        ]

    def __str__(self):
        return f"{self.item} {self.result}"

    @property
    def label(self):
        """The words of this line of the checklist."""
        return self.proposal.form.check_label(self.item)


class Return(models.Model):
    """One letter that names all defects at once (T06)."""

    proposal = models.ForeignKey("proposals.Proposal", models.CASCADE, related_name="returns")
    round_no = models.PositiveSmallIntegerField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    extended_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["round_no"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "round_no"], name="return_numbered_once")
        ]

    def __str__(self):
        return f"{self.proposal_id}: {self.round_no}"


class ReturnItem(models.Model):
    """One defect: the question, what is wrong, what is asked for, and the answer it is about.

    ``quote_th`` is the answer in words as it stood when the letter was written.
    """

    letter = models.ForeignKey(Return, models.CASCADE, related_name="items")
    question = models.CharField(max_length=4)  # F01 … F62
    defect_th = models.TextField(_("what is wrong"))
    request_th = models.TextField(_("what to do"))
    quote_th = models.TextField(blank=True)

    class Meta:
        ordering = ["question", "pk"]

    def __str__(self):
        return self.question

    @property
    def label(self):
        """The words of the question that is to be revised."""
        return self.letter.proposal.form.of_code(self.question).label
