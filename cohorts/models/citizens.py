"""The public side of an issue: its page, what people are asked to join, what they said."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cohorts.masking import masked
from cohorts.states import ActivityKind
from cohorts.visibility import seen_by
from cohorts.voices import AgeBand, Feel, Group, Response, VoiceState
from proposals.stamps import digest
from pyp_portal import clock

HAS_WORDS = ~Q(words="")
WAITING = HAS_WORDS & Q(shown_at=None, hidden_at=None)


def person(name):
    """Who did it, where anybody did."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name=name
    )


class IssuePage(models.Model):
    """What an issue is about in plain words, for people of the area; public once published."""

    team = models.OneToOneField("cohorts.Team", models.CASCADE, related_name="public_page")
    lede_th = models.CharField(_("in one sentence"), max_length=300)
    trying_th = models.TextField(_("what is tried"))
    for_whom_th = models.CharField(_("for whom"), max_length=200, blank=True)
    steps = models.JSONField(_("how it works, in at most three steps"), default=list, blank=True)
    shows_figures = models.BooleanField(_("show the figures of the pilot test"), default=True)
    shows_versions = models.BooleanField(_("show how the prototype changed"), default=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    published_by = person("+")
    published_at = models.DateTimeField(null=True, blank=True)

    def __str__(self):
        return self.lede_th


class OpenActivity(models.Model):
    """What citizens may join: an opinion asked for, a design day, a test (R-38).

    It ends as a recorded activity that says what changed because of it, or is called off.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    team = models.ForeignKey("cohorts.Team", models.CASCADE, related_name="open_activities")
    kind = models.CharField(_("kind"), max_length=10, choices=ActivityKind)
    title_th = models.CharField(_("what it is called"), max_length=200)
    question_th = models.TextField(_("what people are asked"))
    place_th = models.CharField(_("place"), max_length=200, blank=True)
    held_on = models.DateField(_("day of the meeting"), null=True, blank=True)
    hours_th = models.CharField(_("hours"), max_length=60, blank=True)
    seats = models.PositiveSmallIntegerField(_("places"), null=True, blank=True)
    opens_on = models.DateField(_("open from"))
    closes_on = models.DateField(_("open until"))
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    closed_by = person("+")
    closed_at = models.DateTimeField(null=True, blank=True)
    called_off_th = models.TextField(_("why it was called off"), blank=True)
    activity = models.OneToOneField(
        "cohorts.ParticipationActivity",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="invitation",
    )

    class Meta:
        ordering = ["-opens_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(activity__isnull=False) | ~Q(called_off_th=""),
                name="open_activity_ends_with_what_changed",
            ),
            models.CheckConstraint(
                condition=Q(closes_on__gte=models.F("opens_on")),
                name="open_activity_ends_after_it_begins",
                violation_error_message=_("The last day lies before the first."),
            ),
        ]

    def __str__(self):
        return self.title_th

    def get_absolute_url(self):
        return reverse("issues:activity", args=[self.team.proposal.code, self.uid])

    @property
    def goes_on(self):
        """Neither the activity nor its issue has ended."""
        return self.closed_at is None and not self.team.is_over

    @property
    def is_open(self):
        """True while people may join: within its days, and not ended."""
        return self.goes_on and self.opens_on <= clock.today() <= self.closes_on

    @property
    def is_to_come(self):
        return self.goes_on and clock.today() < self.opens_on

    @property
    def takes_people(self):
        """One signs up for designing together; the other kinds ask for words."""
        return self.kind == ActivityKind.CO_DESIGN

    @property
    def people_coming(self):
        return self.sign_ups.filter(left_at=None).count()

    @property
    def is_full(self):
        return self.seats is not None and self.people_coming >= self.seats


class FromCitizen(models.Model):
    """What is kept about who sent a public form: nothing that names them.

    ``token`` was given with the form, so that a form sent twice is one record.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    token = models.UUIDField(unique=True, editable=False)
    age_band = models.CharField(_("age group"), max_length=5, choices=AgeBand, blank=True)
    group = models.CharField(_("vulnerable group"), max_length=12, choices=Group, blank=True)
    province = models.ForeignKey(
        "accounts.Province", models.PROTECT, null=True, blank=True, related_name="+"
    )
    district_th = models.CharField(_("district"), max_length=80, blank=True)
    notice = models.CharField(max_length=12, editable=False)  # the privacy notice they saw

    class Meta:
        abstract = True

    @property
    def from_where(self):
        """Age group and district, as they stand under an opinion."""
        place = self.district_th or (str(self.province) if self.province_id else "")
        return " · ".join(filter(None, [self.get_age_band_display(), place]))


class OpinionQuerySet(models.QuerySet):
    """Questions about opinions."""

    def visible_to(self, user):
        """Those of the teams that this person may see."""
        return seen_by(user, self, "team__")

    def waiting(self):
        """With words that nobody has decided about yet."""
        return self.filter(WAITING)

    def shown(self):
        """What everybody may read."""
        return self.exclude(shown_at=None)

    def in_state(self, state):
        """Those of one ``VoiceState``."""
        decided = {
            VoiceState.WAITING: WAITING,
            VoiceState.SHOWN: Q(shown_at__isnull=False),
            VoiceState.HIDDEN: Q(hidden_at__isnull=False),
            VoiceState.COUNTED: Q(words="", shown_at=None, hidden_at=None),
        }
        return self.filter(decided[VoiceState(state)])

    def for_list(self):
        return self.select_related("team__proposal", "province", "activity")


class Opinion(FromCitizen):
    """What somebody thinks of an issue or its prototype; read by a person before it is shown."""

    team = models.ForeignKey("cohorts.Team", models.PROTECT, related_name="opinions")
    activity = models.ForeignKey(
        OpenActivity, models.PROTECT, null=True, blank=True, related_name="opinions"
    )
    kind = models.CharField(_("kind"), max_length=10, choices=ActivityKind)
    feel = models.CharField(_("does it work for you"), max_length=5, choices=Feel, blank=True)
    words = models.TextField(_("opinion"), blank=True)
    given_at = models.DateTimeField()

    public_words = models.TextField(_("words that everybody reads"), blank=True)
    shown_at = models.DateTimeField(null=True, blank=True)
    shown_by = person("+")
    hidden_at = models.DateTimeField(null=True, blank=True)
    hidden_by = person("+")
    hidden_reason = models.TextField(_("why it is not shown"), blank=True)
    response = models.CharField(_("what became of it"), max_length=5, choices=Response, blank=True)
    response_th = models.TextField(_("answer of the team"), blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = person("+")

    objects = OpinionQuerySet.as_manager()

    class Meta:
        ordering = ["-given_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(shown_at=None) | (Q(hidden_at=None) & ~Q(public_words="")),
                name="opinion_shown_in_words_or_hidden",
            ),
            models.CheckConstraint(
                condition=Q(hidden_at=None) | ~Q(hidden_reason=""),
                name="opinion_hidden_with_a_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["given_at"], condition=WAITING, name="opinion_waiting"),
            models.Index(
                fields=["team", "-shown_at"],
                condition=Q(shown_at__isnull=False),
                name="opinion_shown",
            ),
            # Counted without the rows, and without the words:
            models.Index(fields=["team", "age_band", "group", "feel"], name="opinion_counted"),
        ]

    def __str__(self):
        first = (self.public_words or self.words).partition("\n")[0]
        return first if len(first) <= 90 else f"{first[:89]}…"

    def get_absolute_url(self):
        return reverse("cohorts:opinion", args=[self.uid])

    @property
    def state(self):
        """How far it has come, from its dates."""
        if self.shown_at:
            return VoiceState.SHOWN
        if self.hidden_at:
            return VoiceState.HIDDEN
        return VoiceState.WAITING if self.words else VoiceState.COUNTED

    @property
    def stamp(self):
        """What a page shows of the decision, for noticing that somebody has decided meanwhile."""
        state = [self.state, self.public_words, self.hidden_reason]
        return digest([*state, self.response, self.response_th])

    @property
    def is_plain(self):
        """True when nothing in the words looks like personal data."""
        return masked(self.words) == self.words

    @property
    def feel_enum(self):
        return Feel(self.feel) if self.feel else None

    @property
    def is_done(self):
        return self.response == Response.DONE


class SignUpQuerySet(models.QuerySet):
    """Questions about places."""

    def telling(self):
        """Those that still say who comes, how to reach them, or what they need."""
        return self.exclude(called="", contact="", needs_th="")

    def forget(self):
        """Nothing stays by which the people could be found; how many places were emptied."""
        return self.telling().update(called="", contact="", needs_th="")


class SignUp(FromCitizen):
    """Somebody who comes to an activity; how to reach them is forgotten when it has ended."""

    activity = models.ForeignKey(OpenActivity, models.CASCADE, related_name="sign_ups")
    called = models.CharField(_("what we may call you"), max_length=80, blank=True)
    contact = models.CharField(_("telephone or e-mail"), max_length=254, blank=True)
    needs_th = models.CharField(_("what you need to take part"), max_length=300, blank=True)
    signed_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)

    objects = SignUpQuerySet.as_manager()

    class Meta:
        ordering = ["signed_at", "pk"]
        indexes = [models.Index(fields=["activity", "left_at"])]

    def __str__(self):
        return self.called or str(self.uid)

    def get_absolute_url(self):
        """The page of who signed up, which nobody else can guess."""
        return reverse("issues:sign_up", args=[self.uid])
