"""The development proposal that tier 2 owns: every version is kept, and commented (R-30)."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class DevelopmentVersion(models.Model):
    """One version of the development proposal, whole; the highest number is what stands."""

    team = models.ForeignKey("cohorts.Team", models.CASCADE, related_name="development")
    number = models.PositiveSmallIntegerField()
    problem_th = models.TextField(_("The problem, and whom it concerns"), blank=True)
    findings_th = models.TextField(_("What was learned from people and data"), blank=True)
    proposal_th = models.TextField(_("What is proposed"), blank=True)
    evidence_th = models.TextField(_("Evidence from the pilot test"), blank=True)
    needs_th = models.TextField(_("Rules, money and people that it needs"), blank=True)
    steps_th = models.TextField(_("Who does what, until when"), blank=True)
    risks_th = models.TextField(_("Risks, and how they are met"), blank=True)
    note_th = models.CharField(_("what is new in this version"), max_length=300)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    SECTIONS = (
        "problem_th", "findings_th", "proposal_th", "evidence_th", "needs_th", "steps_th",
        "risks_th",
    )  # fmt: skip

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["team", "number"], name="development_version_numbered_once"
            )
        ]

    def __str__(self):
        return f"{self.team} v{self.number}"

    @property
    def sections(self):
        """(name, heading, text) of every section, in order."""
        return [(name, heading_of(name), getattr(self, name)) for name in self.SECTIONS]


class DevelopmentDraft(models.Model):
    """What has been typed into the next version, as it was typed, until it is saved as one.

    The row stays when a version is saved: its ``version`` and ``stamps`` tell pages that were
    opened before what has changed since.
    """

    team = models.OneToOneField("cohorts.Team", models.CASCADE, related_name="development_draft")
    answers = models.JSONField(default=dict)
    stamps = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    def __str__(self):
        return f"draft {self.team_id}"


def heading_of(name):
    """The heading of a section in the language of the page."""
    return DevelopmentVersion._meta.get_field(name).verbose_name


def headings():
    """(name, heading) of every section."""
    return [(name, heading_of(name)) for name in DevelopmentVersion.SECTIONS]


class DevelopmentComment(models.Model):
    """What somebody of the team or the office says about a section, until it is settled."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    version = models.ForeignKey(DevelopmentVersion, models.CASCADE, related_name="comments")
    section = models.CharField(_("section"), max_length=12, choices=headings)
    text_th = models.TextField(_("comment"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    answer_th = models.TextField(_("answer"), blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.text_th[:80]

    @property
    def heading(self):
        return heading_of(self.section)
