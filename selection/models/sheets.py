"""What members wrote down: score sheets, their points, and what they were before a change."""

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from proposals.models import Access
from proposals.states import State
from selection import permissions
from selection.kinds import Reveal, Stage

# Points are taken as long as the proposal is judged at the stage of the sheet.
JUDGED_IN = {
    Stage.DOC: (State.REVIEWING,),
    Stage.PITCH: (State.SHORTLISTED, State.PITCHED),
}

# Sheets without a date belong to a pitch that goes on: they come first. Documents come to each
# member in an order of their own, so that no proposal is read last by all.
IN_TURN = ("due_at", "turn", "pk")


class ScoreSheetQuerySet(models.QuerySet):
    """Questions about score sheets."""

    def visible_to(self, user):
        """The twin of ``permissions.can_view_sheet``: a test holds them together."""
        if not user.is_authenticated:
            return self.none()
        own = models.Q(seat__user=user)
        others = models.Q(submitted_at__isnull=False) & self._open_to(user)
        return self._not_closed_to(user).filter(own | others)

    def own_of(self, user):
        """One's own, but of proposals that are closed to one."""
        return self._not_closed_to(user).filter(seat__user=user)

    def _not_closed_to(self, user):
        closed = Access.objects.filter(user=user, kind=Access.Kind.CLOSED).values("proposal")
        return self.exclude(proposal__in=closed)

    def _open_to(self, user):
        """Whose submitted sheets this person may read: of all, or of their own committees.

        Never what one's own seat must not see yet, whatever role one holds beside it.
        """
        reads_all = permissions.reads_all_sheets(user)
        allowed = models.Q() if reads_all else models.Q(pk__in=[])
        for seat in user.seats.active().select_related("committee__plan"):
            of_committee = models.Q(seat__committee=seat.committee_id)
            hidden = self._hidden_from(seat, seat.oversees or reads_all)
            if reads_all:
                allowed &= ~(of_committee & hidden)
            else:
                allowed |= of_committee & ~hidden
        return allowed

    def _hidden_from(self, seat, oversees):
        """What a seat must not see yet, by what its plan says: see ``permissions.is_shown``."""
        mine = ScoreSheet.objects.filter(seat=seat)
        open_stages = models.Q(stage__in=mine.waiting().values("stage"))
        reveal = seat.committee.plan.reveal
        if reveal == Reveal.SEALED:
            unsealed = models.Q(sealed_at=None)
            scored = models.Q(stage__in=mine.values("stage"))
            return unsealed & scored if oversees else unsealed
        if reveal == Reveal.SHEET:
            here = {"proposal": models.OuterRef("proposal"), "stage": models.OuterRef("stage")}
            waits = models.Q(models.Exists(mine.waiting().filter(**here)))
            is_asked = models.Q(models.Exists(mine.filter(**here)))
            return waits if oversees else waits | (~is_asked & open_stages)
        return open_stages

    def counted(self):
        """Sheets that enter the means: submitted, by a member who did not step aside or abstain."""
        return self.filter(submitted_at__isnull=False, recused_at=None, abstained_at=None)

    def abstained(self):
        """Sheets of members who were asked and gave no points, with a reason."""
        return self.filter(abstained_at__isnull=False, recused_at=None)

    def waiting(self):
        """Sheets still to be submitted, of proposals that are judged at that stage now."""
        judged = models.Q(pk__in=[])
        for stage, states in JUDGED_IN.items():
            judged |= models.Q(stage=stage, proposal__state__in=states)
        return self.filter(
            judged,
            submitted_at=None,
            recused_at=None,
            abstained_at=None,
            frozen_at=None,
            sealed_at=None,
        )

    def in_turn(self):
        """In the order in which one scores: ``IN_TURN``, on both databases."""
        return self.order_by(models.F("due_at").asc(nulls_first=True), "turn", "pk")

    def of_plan(self, plan):
        return self.filter(proposal__call=plan.call_id)

    def for_list(self):
        """What a row of a list shows, in one statement."""
        return self.select_related(
            "seat__user", "proposal__lead_agency__province", "proposal__theme", "emptied"
        )


class ScoreSheet(models.Model):
    """One member's judgement of one proposal at one stage; submitted is a date."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    seat = models.ForeignKey("selection.Seat", models.PROTECT, related_name="sheets")
    proposal = models.ForeignKey("proposals.Proposal", models.PROTECT, related_name="sheets")
    stage = models.CharField(max_length=5, choices=Stage)
    strength_th = models.TextField(_("strengths"), blank=True)
    advice_th = models.TextField(_("advice to the applicant"), blank=True)
    confidence = models.PositiveSmallIntegerField(_("how sure"), null=True, blank=True)
    total = models.DecimalField(max_digits=5, decimal_places=2, null=True, editable=False)
    turn = models.PositiveIntegerField(default=0, editable=False)  # shuffled for each member
    opened_at = models.DateTimeField(editable=False)
    due_at = models.DateTimeField(_("due"), null=True, blank=True)
    saved_at = models.DateTimeField(null=True, editable=False)
    submitted_at = models.DateTimeField(null=True, editable=False)
    recused_at = models.DateTimeField(null=True, editable=False)
    abstained_at = models.DateTimeField(null=True, editable=False)
    abstain_reason = models.TextField(blank=True, editable=False)
    frozen_at = models.DateTimeField(null=True, editable=False)
    sealed_at = models.DateTimeField(null=True, editable=False)  # its round is closed
    reopened_because = models.TextField(blank=True, editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)
    stamps = models.JSONField(default=dict, editable=False)  # who saved which field, from where

    objects = ScoreSheetQuerySet.as_manager()

    class Meta:
        ordering = ["proposal__code", "seat__seat_no"]
        constraints = [
            models.UniqueConstraint(fields=["seat", "proposal", "stage"], name="one_sheet_each"),
            models.CheckConstraint(
                condition=models.Q(abstained_at=None) | models.Q(submitted_at=None),
                name="abstained_or_submitted",
            ),
        ]
        indexes = [
            models.Index(fields=["proposal", "stage", "submitted_at"]),
            models.Index(fields=["seat", "submitted_at", "id"]),  # a page of what is handed in
            models.Index(
                fields=["seat", "due_at", "turn", "id"],
                condition=models.Q(submitted_at=None),
                name="sheets_not_handed_in",
            ),
        ]

    def __str__(self):
        return f"{self.get_stage_display()}: {self.proposal_id} / {self.seat_id}"

    def get_absolute_url(self):
        return reverse("selection:sheet", args=[self.uid])

    @property
    def is_waiting(self):
        ended = self.submitted_at or self.recused_at or self.abstained_at
        return self.is_judged and not (ended or self.frozen_at or self.sealed_at)

    @property
    def was_never_open(self):
        """The pitch had been held when its member came: nobody waited for points."""
        return self.frozen_at is not None and self.frozen_at == self.opened_at

    @property
    def is_judged(self):
        """True while points are taken for this proposal at this stage."""
        return self.proposal.state in JUDGED_IN[Stage(self.stage)]

    @property
    def is_locked(self):
        """Read-only: submitted, set aside, or the judging has moved on."""
        return not self.is_waiting

    @property
    def emptying(self):
        """When and by which rule its words were removed, or None."""
        return getattr(self, "emptied", None)

    def points(self):
        """Points by criterion code, as far as given."""
        return {score.criterion.code: score.points for score in self.scores.all()}


class Score(models.Model):
    """The points of one criterion on one sheet."""

    sheet = models.ForeignKey(ScoreSheet, models.CASCADE, related_name="scores")
    criterion = models.ForeignKey("selection.Criterion", models.PROTECT, related_name="+")
    points = models.DecimalField(max_digits=2, decimal_places=1, null=True)
    comment = models.TextField(blank=True)
    is_sealed = models.BooleanField(default=False, editable=False)  # twin of the sheet's sealed_at

    class Meta:
        ordering = ["criterion__position"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "criterion"], name="criterion_scored_once"),
            models.CheckConstraint(
                condition=models.Q(points=None) | models.Q(points__gte=1, points__lte=5),
                name="points_from_1_to_5",
            ),
        ]

    def __str__(self):
        return f"{self.criterion.code} {self.points}"


class SheetVersion(models.Model):
    """A sheet as it was when it was submitted: every change is kept (section 4.4, 5)."""

    sheet = models.ForeignKey(ScoreSheet, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    total = models.DecimalField(max_digits=5, decimal_places=2)
    submitted_at = models.DateTimeField()
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    round = models.PositiveSmallIntegerField(default=1)
    reason = models.TextField(blank=True)  # why it differs from the version before

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "number"], name="sheet_version_once")
        ]

    def __str__(self):
        return f"{self.sheet_id}/{self.number}"
