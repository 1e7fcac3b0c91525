"""The words of the presentation: before whom, with what outcome, how far orders and reports are."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ChairOffice(models.TextChoices):
    """To whom the results are presented (R-53)."""

    PRIME_MINISTER = "PRIME_MINISTER", _("Prime Minister")
    DELEGATED_MINISTER = "DELEGATED_MINISTER", _("Delegated minister")


class Outcome(models.TextChoices):
    """What the presentation of an issue led to."""

    ACKNOWLEDGED = "ACKNOWLEDGED", _("Acknowledged")
    APPROVED_SCALE = "APPROVED_SCALE", _("Scale-out approach approved")
    DIRECTIVE = "DIRECTIVE", _("Directives given")


class DirectiveStatus(models.TextChoices):
    """How far a directive is carried out."""

    OPEN = "open", _("Not begun")
    IN_PROGRESS = "in_progress", _("In progress")
    REPORTED = "reported", _("Reported as carried out")
    DONE = "done", _("Done")

    @property
    def tone(self):
        return DIRECTIVE_LOOK[self][0]

    @property
    def icon(self):
        return DIRECTIVE_LOOK[self][1]


DIRECTIVE_LOOK = {
    DirectiveStatus.OPEN: ("still", "clock"),
    DirectiveStatus.IN_PROGRESS: ("work", "edit"),
    DirectiveStatus.REPORTED: ("jury", "send"),
    DirectiveStatus.DONE: ("good", "check"),
}
CARRIED_OUT = frozenset({DirectiveStatus.REPORTED, DirectiveStatus.DONE})


class ReportState(models.TextChoices):
    """How far a report to the Prime Minister is (section 6.9)."""

    DRAFT = "draft", _("Draft")
    REVIEWED = "reviewed", _("Reviewed")
    SIGNED = "signed", _("Signed")
    SENT = "sent", _("Sent")
    ARCHIVED = "archived", _("Archived")

    @property
    def tone(self):
        return REPORT_LOOK[self][0]

    @property
    def icon(self):
        return REPORT_LOOK[self][1]


REPORT_LOOK = {
    ReportState.DRAFT: ("wait", "edit"),
    ReportState.REVIEWED: ("jury", "eye"),
    ReportState.SIGNED: ("work", "check"),
    ReportState.SENT: ("good", "send"),
    ReportState.ARCHIVED: ("still", "lock"),
}
