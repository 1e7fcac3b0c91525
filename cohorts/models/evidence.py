"""Evidence of the lab: prototypes, and people who took part."""

import uuid

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from cohorts.states import (
    ActivityKind,
    Channel,
    Fidelity,
    Involvement,
    PrototypeKind,
    VersionDecision,
)


class Prototype(models.Model):
    """The thing a team builds; what it is like stands in its versions."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    team = models.ForeignKey("cohorts.Team", models.CASCADE, related_name="prototypes")
    name_th = models.CharField(_("name"), max_length=200)
    kinds = models.JSONField(_("kinds"), default=list)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.name_th

    @property
    def kinds_in_words(self):
        return ", ".join(str(PrototypeKind(kind).label) for kind in self.kinds)


class PrototypeVersion(models.Model):
    """One version of a prototype: what changed, and why."""

    prototype = models.ForeignKey(Prototype, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    made_on = models.DateField(_("date"))
    description_th = models.TextField(_("what it is"))
    what_changed_th = models.TextField(_("what changed and why"))
    fidelity = models.CharField(_("closeness to the real thing"), max_length=8, choices=Fidelity)
    decision = models.CharField(_("decision"), max_length=8, choices=VersionDecision)
    file = models.ForeignKey(
        "uploads.StoredFile", models.PROTECT, null=True, blank=True, related_name="+"
    )
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["prototype", "number"], name="version_numbered_once")
        ]

    def __str__(self):
        return f"{self.prototype} v{self.number}"


class ParticipationActivity(models.Model):
    """People took part: how many, what they said, and what changed because of it (R-38).

    Counts only; nobody is named.
    """

    team = models.ForeignKey("cohorts.Team", models.CASCADE, related_name="activities")
    kind = models.CharField(_("kind"), max_length=10, choices=ActivityKind)
    level = models.CharField(_("how far their word reaches"), max_length=12, choices=Involvement)
    channel = models.CharField(_("how people met"), max_length=8, choices=Channel)
    held_on = models.DateField(_("date"))
    place_th = models.CharField(_("place"), max_length=200)
    people_total = models.PositiveIntegerField(_("people in all"))
    female = models.PositiveIntegerField(_("women"), default=0)
    male = models.PositiveIntegerField(_("men"), default=0)
    age_bands = models.JSONField(default=dict, blank=True)
    vulnerable = models.PositiveIntegerField(_("from vulnerable groups"), default=0)
    main_points_th = models.TextField(_("main points"))
    what_changed_th = models.TextField(_("what changed because of it"))
    shown_at = models.DateTimeField(null=True, blank=True)  # to the public
    shown_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["held_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(people_total__gte=models.F("female") + models.F("male")),
                name="parts_fit_into_people_total",
                violation_error_message=_("Women and men together are more than people in all."),
            ),
            models.CheckConstraint(
                condition=~models.Q(what_changed_th=""), name="activity_says_what_changed"
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}, {self.place_th}"

    def clean(self):
        if found := misfits(self.people_total, self.age_bands, self.vulnerable):
            raise ValidationError(found)


def misfits(total, age_bands, vulnerable):
    """The counts that are larger than all people together, each with its sentence."""
    found = {}
    if total is not None and sum(age_bands.values()) > total:
        found["people_total"] = _("The age groups together are more than people in all.")
    if total is not None and (vulnerable or 0) > total:
        found["vulnerable"] = _("These are more than people in all.")
    return found
