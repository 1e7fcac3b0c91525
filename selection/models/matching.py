"""Proposed readers: what the optimiser was asked, what it answered, what a person changed."""

import json

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _

from proposals.models import Access
from pyp_portal.papers.jobs import Job, JobQuerySet
from selection.matching.problem import Problem, Rules, Trouble

STEPS = 4  # reading, solving, explaining, keeping


class AssignmentRunQuerySet(JobQuerySet):
    """Questions about runs."""

    def unheld(self):
        """What was thrown away is not worked on any more."""
        return super().unheld().filter(discarded_at=None)

    def visible_to(self, user):
        """Runs that name no proposal that is closed to this person."""
        closed = Access.objects.filter(user=user, kind=Access.Kind.CLOSED).values("proposal")
        hidden = ProposedReader.objects.filter(proposal__in=closed).values("run")
        return self.exclude(pk__in=hidden)

    def for_list(self):
        """What a line of the list shows, in one statement."""
        return self.select_related("asked_by")


class AssignmentRun(Job):
    """One question to the optimiser; its file holds what was asked and answered, word for word.

    Whoever has the file can ask again and must get the same pairs: the hashes tell.
    """

    plan = models.ForeignKey("selection.SelectionPlan", models.PROTECT, related_name="runs")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    rules = models.JSONField(default=dict)
    seed = models.PositiveIntegerField()
    step = models.PositiveSmallIntegerField(default=0)
    troubles = models.JSONField(default=list)  # why there is no answer
    solver = models.CharField(max_length=60, blank=True)
    seconds = models.FloatField(null=True)
    problem_sha256 = models.CharField(max_length=64, blank=True)
    result_sha256 = models.CharField(max_length=64, blank=True)
    discarded_at = models.DateTimeField(null=True)
    committed_at = models.DateTimeField(null=True)
    committed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = AssignmentRunQuerySet.as_manager()
    STEPS = STEPS
    task = "selection.match"
    extension = "json"

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["plan", "-id"], name="runs_of_a_plan")]

    def __str__(self):
        return f"{self.plan}: {self.uid}"

    def get_absolute_url(self):
        return reverse("selection:matching", args=[self.uid])

    @property
    def folder(self):
        """Where its file is stored."""
        return f"matching/{self.asked_at:%Y}"

    def mine(self):
        """The run in the database, as long as it is mine and wanted."""
        return super().mine().filter(discarded_at=None)

    @property
    def is_working(self):
        """True while a worker is at it or will be."""
        return not (self.is_ready or self.has_failed or self.discarded_at)

    @property
    def is_refused(self):
        """True when the rules cannot be kept together."""
        return self.is_ready and bool(self.troubles)

    @property
    def is_open(self):
        """True while its readers may be changed and taken over."""
        return self.is_ready and not (self.troubles or self.discarded_at or self.committed_at)

    @property
    def badge(self):
        """(tone, icon, words) of where the run stands."""
        standings = (
            (self.committed_at, ("good", "check-circle", _("Readers in use"))),
            (self.discarded_at, ("still", "trash", _("Thrown away"))),
            (self.has_failed, ("stop", "alert", _("Could not be computed"))),
            (self.is_refused, ("stop", "alert", _("No answer to these rules"))),
            (self.is_ready, ("wait", "eye", _("To be looked at"))),
        )
        waiting = ("work", "clock", _("Being computed"))
        return next((words for is_so, words in standings if is_so), waiting)

    def asked_rules(self):
        """The rules as the optimiser takes them."""
        return Rules(**self.rules)

    def problem(self):
        """What the optimiser was asked, from the file that was kept."""
        with self.file.open() as kept:
            return Problem.of_data(json.load(kept)["problem"])

    def refusals(self):
        """The rules that stand in the way."""
        return [Trouble.of_data(data) for data in self.troubles]


class ProposedReaderQuerySet(models.QuerySet):
    """Questions about proposed readers."""

    def standing(self):
        """Those that are proposed still."""
        return self.filter(is_dropped=False)


class ProposedReader(models.Model):
    """One pair of a run: a judge for a proposal, why, and what was changed by hand."""

    run = models.ForeignKey(AssignmentRun, models.CASCADE, related_name="readers")
    seat = models.ForeignKey("selection.Seat", models.CASCADE, related_name="+")
    proposal = models.ForeignKey(
        "proposals.Proposal", models.CASCADE, related_name="proposed_readers"
    )
    why = models.JSONField(default=list)
    by_hand = models.BooleanField(default=False)  # not the optimiser's: added by a person
    is_dropped = models.BooleanField(default=False)  # taken out by a person
    reason = models.TextField(blank=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    changed_at = models.DateTimeField(null=True)

    objects = ProposedReaderQuerySet.as_manager()

    class Meta:
        ordering = ["proposal__code", "seat__seat_no"]
        constraints = [
            models.UniqueConstraint(fields=["run", "seat", "proposal"], name="proposed_once")
        ]

    def __str__(self):
        return f"{self.seat_id} / {self.proposal_id}"
