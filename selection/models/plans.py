"""How a call selects this year: weights, limits, rubrics."""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from proposals.states import State
from pyp_portal import thai
from selection.kinds import Feedback, PitchMode, QuorumBase, Remarks, Reveal, Stage
from selection.tie_breaks import declared_ties, known_ties


class SelectionPlan(models.Model):
    """The settings of one year's selection, beside its call (section 4)."""

    call = models.OneToOneField("proposals.Call", models.PROTECT, related_name="selection_plan")
    pitch_mode = models.CharField(
        _("pitch"), max_length=5, choices=PitchMode, default=PitchMode.SOME
    )
    doc_weight = models.PositiveSmallIntegerField(_("weight of the documents"), default=40)
    pitch_weight = models.PositiveSmallIntegerField(_("weight of the pitch"), default=60)
    pass_mark = models.PositiveSmallIntegerField(_("pass mark"), default=70)
    floor = models.DecimalField(_("lowest mean"), max_digits=2, decimal_places=1, default=2)
    floor_criteria = models.JSONField(default=list, blank=True)
    min_reviewers = models.PositiveSmallIntegerField(_("readers per proposal"), default=3)
    half_points = models.BooleanField(_("half points"), default=False)
    spread_total = models.PositiveSmallIntegerField(_("spread of totals"), default=30)
    spread_criterion = models.PositiveSmallIntegerField(_("spread of a criterion"), default=3)
    second_call_base = models.CharField(
        _("base of the quorum at a second call"),
        max_length=10,
        choices=QuorumBase,
        default=QuorumBase.TOTAL,
    )
    notice_days = models.PositiveSmallIntegerField(_("days of notice"), default=3)
    max_selected = models.PositiveSmallIntegerField(_("seats"), default=10)
    max_reserve = models.PositiveSmallIntegerField(_("reserve"), default=5)
    reserve_valid_until = models.DateField(_("reserve holds until"), null=True, blank=True)
    enquiry_days = models.PositiveSmallIntegerField(_("days for enquiries"), default=15)
    feedback = models.CharField(
        _("what applicants learn"), max_length=10, choices=Feedback, default=Feedback.MEANS
    )
    # Committee and interests
    former_years = models.PositiveSmallIntegerField(
        _("years for which a former post counts as an interest"), default=2
    )
    redeclare_for_pitch = models.BooleanField(
        _("interests are declared again before the pitch"), default=True
    )
    # --- Score sheets: what is written on them, and when others read them
    remarks = models.CharField(
        _("reasons beside the points"), max_length=8, choices=Remarks, default=Remarks.OPTIONAL
    )
    reveal = models.CharField(
        _("when members see the points of the others"),
        max_length=6,
        choices=Reveal,
        default=Reveal.STAGE,
    )
    # Rounds, talk between them, and what settles equal scores
    rounds = models.PositiveSmallIntegerField(
        _("rounds of document scoring"),
        choices=[(1, _("One round")), (2, _("Two rounds"))],
        default=1,
    )
    written_talk = models.BooleanField(
        _("written talk without names before the meeting"), default=False
    )
    tie_steps = models.JSONField(default=declared_ties, validators=[known_ties], editable=False)
    # --- How results are made known
    release_hold = models.PositiveSmallIntegerField(
        _("minutes in which a release can be cancelled"), default=10
    )
    approved_letters = models.BooleanField(
        _("letters go out with words that a second person approved"), default=True
    )
    means_from = models.PositiveSmallIntegerField(
        _("score sheets needed before a mean is told"),
        default=3,
        validators=[MinValueValidator(2)],
    )
    enquiry_answer_days = models.PositiveSmallIntegerField(
        _("working days to answer an enquiry"), default=7, validators=[MinValueValidator(1)]
    )
    portfolio_limits = models.JSONField(default=dict, blank=True)  # {"region": {"north": 3}, …}
    sheets_due = models.DateTimeField(_("score sheets due"), null=True, blank=True)
    opened_at = models.DateTimeField(editable=False)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-call__fiscal_year"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(doc_weight=100 - models.F("pitch_weight")),
                name="weights_sum_to_100",
                violation_error_message=_("The two weights must sum to 100."),
            )
        ]

    def __str__(self):
        return str(self.call)

    def get_absolute_url(self):
        return reverse("selection:plan", args=[self.year])

    @property
    def year(self):
        """The fiscal year, as in the addresses of this room."""
        return self.call.fiscal_year

    @property
    def holds_pitch(self):
        return self.pitch_mode != PitchMode.NONE

    @property
    def standing_committee(self):
        """The committee of the year, or None before it is appointed."""
        return getattr(self, "committee", None)

    def seat_of(self, user):
        """The seat this person holds today, its terms accepted, or None (asked once per person)."""
        found = self.seat_held_by(user)
        return found if found is not None and found.has_accepted else None

    def seat_held_by(self, user):
        """The seat this person holds today, the terms accepted or not."""
        if not hasattr(self, "_seats"):
            self._seats = {}
        if user.pk not in self._seats:
            committee, held = self.standing_committee, None
            if committee:
                seats = committee.seats.active().select_related("user__profile")
                held = seats.filter(user_id=user.pk).first()
            self._seats[user.pk] = held
        return self._seats[user.pk]

    def proposals(self):
        """The proposals that reached this selection, in whatever state they are now."""
        early = [State.DRAFT, State.SUBMITTED, State.RETURNED, State.EXPIRED, State.SCREENING]
        return self.call.proposals.exclude(state__in=[*early, State.INELIGIBLE])


class Rubric(models.Model):
    """The criteria by which one stage is judged; their weights sum to 100."""

    plan = models.ForeignKey(SelectionPlan, models.CASCADE, related_name="rubrics")
    stage = models.CharField(max_length=5, choices=Stage)
    levels = models.JSONField(default=list)  # [{"th": …, "en": …}] for points 1 to 5

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "stage"], name="one_rubric_for_a_stage")
        ]

    def __str__(self):
        return f"{self.plan}: {self.get_stage_display()}"


class Criterion(models.Model):
    """One question to the judge, with a text for each of the points 1 to 5."""

    rubric = models.ForeignKey(Rubric, models.CASCADE, related_name="criteria")
    code = models.CharField(max_length=4)
    label_th = models.CharField(max_length=200)
    label_en = models.CharField(max_length=200, blank=True)
    weight = models.PositiveSmallIntegerField()
    position = models.PositiveSmallIntegerField()
    anchors = models.JSONField(default=list)  # five texts

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["rubric", "code"], name="criterion_named_once"),
            models.CheckConstraint(
                condition=models.Q(weight__gte=1, weight__lte=100), name="weight_in_percent"
            ),
        ]

    def __str__(self):
        return f"{self.code} {self.label}"

    @property
    def label(self):
        """The label in the reader's language, Thai where English is missing."""
        return self.label_en if get_language() == "en" and self.label_en else self.label_th

    def steps(self, half=False):
        """(points, name of the level, anchor text) for the points 1 to 5, with halves between."""
        language = "en" if get_language() == "en" else "th"
        names = [level[language] for level in self.rubric.levels]
        whole = [
            (n, name, thai.repeats_bound(text))
            for n, (name, text) in enumerate(zip(names, self.anchors, strict=True), start=1)
        ]
        if not half:
            return whole
        between = [(n + 0.5, _("between the two"), "") for n, _name, _text in whole[:-1]]
        return sorted([*whole, *between], key=lambda step: step[0])
