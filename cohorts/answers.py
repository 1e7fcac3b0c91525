"""The states of what waits for an answer in the lab: advice, and obstacles raised."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AdviceOutcome(models.TextChoices):
    """What the team did with advice."""

    FOLLOWED = "FOLLOWED", _("Followed")
    PARTLY = "PARTLY", _("Followed in part")
    NOT_FOLLOWED = "NOT_FOLLOWED", _("Not followed, with a reason")

    @property
    def tone(self):
        return {"FOLLOWED": "good", "PARTLY": "work"}.get(self.value, "still")

    @property
    def icon(self):
        return {"FOLLOWED": "check", "PARTLY": "half"}.get(self.value, "x")


class RaisedState(models.TextChoices):
    """Where an obstacle raised to the centre stands; each follows from a date."""

    OPEN = "open", _("Answer expected")
    OVERDUE = "overdue", _("Answer overdue")
    ANSWERED = "answered", _("Answered")
    SETTLED = "settled", _("Settled")

    @property
    def tone(self):
        return {"open": "wait", "overdue": "stop", "answered": "work"}.get(self.value, "good")

    @property
    def icon(self):
        return {"open": "clock", "overdue": "alert", "answered": "message"}.get(self.value, "check")
