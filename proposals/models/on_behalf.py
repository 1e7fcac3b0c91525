"""What the office entered for an agency from its paper."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class OnBehalf(models.Model):
    """A proposal that came on paper: which paper, received when, entered by whom.

    The scan stands among the files of the proposal and is never taken away.
    """

    proposal = models.OneToOneField("proposals.Proposal", models.CASCADE, related_name="on_behalf")
    received_on = models.DateField(_("received on"))
    letter_no = models.CharField(_("letter number"), max_length=80, blank=True)
    scan = models.OneToOneField("proposals.Attachment", models.PROTECT, related_name="+")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    def __str__(self):
        return f"{self.proposal_id}: {self.received_on}"
