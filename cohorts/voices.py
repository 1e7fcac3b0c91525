"""The words of what citizens tell a team: age groups, verdicts, how far an opinion has come."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AgeBand(models.TextChoices):
    """Age groups, as records of activities count them."""

    UNDER_18 = "0-17", _("Up to 17 years")
    AGE_18 = "18-29", _("18 to 29 years")
    AGE_30 = "30-44", _("30 to 44 years")
    AGE_45 = "45-59", _("45 to 59 years")
    AGE_60 = "60+", _("60 years and over")


class Group(models.TextChoices):
    """Groups whose voice is easily missed; nobody has to say that they belong to one."""

    DISABLED = "disabled", _("Person with a disability")
    LOW_INCOME = "low_income", _("Person with a low income")
    CARER = "carer", _("Carer of a child, an elderly or an ill person")
    ETHNIC = "ethnic", _("Ethnic group or stateless person")
    MIGRANT = "migrant", _("Migrant worker or casual worker")


class Feel(models.TextChoices):
    """Whether the prototype works for the person who tried it."""

    GOOD = "good", _("Works well")
    FAIR = "fair", _("Works somewhat")
    BAD = "bad", _("Does not work")

    @property
    def icon(self):
        return FEEL_LOOK[self][0]

    @property
    def tone(self):
        return FEEL_LOOK[self][1]


FEEL_LOOK = {
    Feel.GOOD: ("check-circle", "good"),
    Feel.FAIR: ("half", "wait"),
    Feel.BAD: ("x-circle", "stop"),
}


class Response(models.TextChoices):
    """What the team did with an opinion."""

    DONE = "done", _("Has been done")
    LATER = "later", _("Not done yet")
    NOT = "not", _("Will not be done")


class VoiceState(models.TextChoices):
    """How far an opinion has come; each follows from a date."""

    WAITING = "waiting", _("Waits to be read")
    SHOWN = "shown", _("Shown to everybody")
    HIDDEN = "hidden", _("Not shown")
    COUNTED = "counted", _("Counted, without words")

    @property
    def icon(self):
        return VOICE_LOOK[self][0]

    @property
    def tone(self):
        return VOICE_LOOK[self][1]


VOICE_LOOK = {
    VoiceState.COUNTED: ("check", "still"),
    VoiceState.WAITING: ("half", "wait"),
    VoiceState.SHOWN: ("eye", "good"),
    VoiceState.HIDDEN: ("x", "still"),
}
