"""The call of a fiscal year, and the lists that its proposals refer to."""

from datetime import timedelta

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from proposals.models.versions import form_of
from pyp_portal import clock
from pyp_portal.languages import Named


class PolicyScheme(Named, models.Model):
    """A list of policies in one version, such as the urgent policies of one cabinet statement."""

    code = models.SlugField(max_length=40, unique=True)
    kind = models.SlugField(max_length=20)  # NS, MP, NESDP13, SDG, URGENT
    name_th = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)

    def __str__(self):
        return self.name


class PolicyItem(Named, models.Model):
    """One policy, strategy, plan, milestone or goal of a scheme."""

    scheme = models.ForeignKey(PolicyScheme, models.PROTECT, related_name="items")
    code = models.SlugField(max_length=40, unique=True)
    name_th = models.CharField(max_length=400)
    name_en = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.code} {self.name}"


class Theme(Named, models.Model):
    """A strategic theme by which proposals are grouped."""

    code = models.SlugField(max_length=20, unique=True)
    name_th = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["code"]

    def __str__(self):
        return self.name


class CallQuerySet(models.QuerySet):
    """Questions about calls."""

    def open_at(self, moment):
        """Calls that take submissions at ``moment``."""
        return self.filter(opens_at__lte=moment, closes_at__gt=moment)

    def current(self):
        """The call that people mean today: the latest that has opened, else the next."""
        opened = self.filter(opens_at__lte=clock.now()).order_by("-opens_at").first()
        return opened or self.order_by("opens_at").first()


def current_among(calls):
    """The one of these calls that people mean today, as ``CallQuerySet.current`` finds it."""
    opened = [call for call in calls if call.opens_at <= clock.now()]
    if opened:
        return max(opened, key=lambda call: call.opens_at)
    return min(calls, key=lambda call: call.opens_at, default=None)


class RealCalls(models.Manager.from_queryset(CallQuerySet)):
    """The calls that count: a practice call is found only by who asks for it."""

    def get_queryset(self):
        return super().get_queryset().filter(is_practice=False)


class Call(Named, models.Model):
    """The yearly call for integration issues: its window, its limits, its lists (R-40).

    Beside it a year may have a practice call, for the briefing day: nothing of it counts.
    """

    fiscal_year = models.PositiveSmallIntegerField(_("fiscal year (B.E.)"))
    is_practice = models.BooleanField(default=False, editable=False)
    name_th = models.CharField(_("name"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    opens_at = models.DateTimeField(_("opens"))
    closes_at = models.DateTimeField(_("closes (exclusive)"))
    grace = models.DurationField(default=timedelta(0))
    endorsement_due = models.DateTimeField(null=True, blank=True)
    allow_early_draft = models.BooleanField(default=False)
    allowed_agency_types = models.JSONField(default=list, blank=True)
    max_per_agency = models.PositiveSmallIntegerField(default=5)
    max_returns = models.PositiveSmallIntegerField(default=1)
    revision_days = models.PositiveSmallIntegerField(default=7)
    screening_days = models.PositiveSmallIntegerField(default=7)
    selection_due = models.DateField(null=True, blank=True)
    lab_starts_on = models.DateField(null=True, blank=True)
    lab_ends_on = models.DateField(null=True, blank=True)
    briefing_at = models.DateTimeField(null=True, blank=True)
    form_version = models.ForeignKey("proposals.FormVersion", models.PROTECT, related_name="calls")
    policy_schemes = models.ManyToManyField(PolicyScheme, related_name="calls", blank=True)
    last_number = models.PositiveIntegerField(default=0, editable=False)
    last_receipt = models.PositiveIntegerField(default=0, editable=False)

    objects = RealCalls()
    everything = CallQuerySet.as_manager()

    class Meta:
        ordering = ["-fiscal_year"]
        constraints = [
            models.UniqueConstraint(
                fields=["fiscal_year", "is_practice"], name="one_call_and_one_for_practice_a_year"
            ),
            models.CheckConstraint(
                condition=models.Q(closes_at__gt=models.F("opens_at")),
                name="call_closes_after_it_opens",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        if self.is_practice:
            return reverse("proposals:practice")
        return reverse("call", args=[self.fiscal_year])

    @property
    def form(self):
        """The form in the words of the version that this call uses."""
        return form_of(self.form_version_id)

    @property
    def last_moment(self):
        """The end of the window: an arrival before it counts."""
        return self.closes_at + self.grace

    def is_open_at(self, moment):
        """``opens_at <= moment < closes_at + grace`` (V-12)."""
        return self.opens_at <= moment < self.last_moment

    @property
    def is_open(self):
        return self.is_open_at(clock.now())

    @property
    def takes_drafts(self):
        """Drafts may be begun while the call is open, or before it where the call says so.

        After its end some may while an extension for everybody or for certain agencies runs.
        """
        now = clock.now()
        if now < self.last_moment:
            return self.is_open or self.allow_early_draft
        running = self.extensions.given().filter(ends_at__gt=now, mode__in=["all", "agencies"])
        return running.exists()

    def admits(self, agency):
        """True when agencies of this kind may propose this year (C-30)."""
        return not self.allowed_agency_types or agency.type in self.allowed_agency_types
