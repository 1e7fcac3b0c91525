"""Workshops of a cohort, who takes a place in them, and who was there."""

import secrets
import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cohorts.states import Channel, Phase
from cohorts.training import EARNING, Attended, Competence, Half, Source
from proposals import permissions as proposal_rules
from pyp_portal import clock

ONE_OF_BOTH = models.Q(seat__isnull=False, partner=None) | models.Q(
    seat=None, partner__isnull=False
)
NOT_BOTH = models.Q(seat=None) | models.Q(partner=None)


def new_key():
    """The secret from which the codes on the screen are made."""
    return secrets.token_hex(16)


class WorkshopQuerySet(models.QuerySet):
    """Questions about sessions."""

    def visible_to(self, user):
        """The twin of ``workshop_rules.can_view``: a test holds them together."""
        if not user.is_authenticated:
            return self.none()
        if proposal_rules.reads_all(user):
            return self
        # The seats of the person, written out: this model stands below them.
        seat = {
            "invited__participants__person": user.pk,
            "invited__participants__confirmed_at__isnull": False,
            "invited__participants__replaced_at": None,
            "invited__participants__withdrawn_at": None,
            "invited__participants__declined_at": None,
        }
        partner = {
            "invites_partners": True,
            "cohort__teams__partners__person": user.pk,
            "cohort__teams__partners__ended_at": None,
        }
        seen = self.model.objects.filter(models.Q(**seat) | models.Q(**partner))
        return self.filter(pk__in=seen.values("pk"))

    def standing(self):
        return self.filter(cancelled_at=None)

    def by_name(self):
        """Those of which it is still kept who was there (section 8.1)."""
        return self.standing().filter(emptied_at=None)

    def held(self):
        """Those whose day has come, and that were not called off."""
        return self.standing().filter(held_on__lte=clock.today())


class WorkshopSession(models.Model):
    """One day of training, in one or two halves (R-39, R-48)."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cohort = models.ForeignKey("cohorts.Cohort", models.PROTECT, related_name="workshops")
    number = models.PositiveSmallIntegerField(_("session number"))
    title_th = models.CharField(_("title"), max_length=200)
    about_th = models.TextField(_("what it is about"), blank=True)
    phase = models.CharField(_("phase"), max_length=12, choices=Phase, blank=True)
    competences = models.JSONField(_("competences"), default=list, blank=True)
    held_on = models.DateField(_("date"))
    morning_from = models.TimeField(null=True, blank=True)
    morning_to = models.TimeField(null=True, blank=True)
    afternoon_from = models.TimeField(null=True, blank=True)
    afternoon_to = models.TimeField(null=True, blank=True)
    morning_minutes = models.PositiveSmallIntegerField(default=0, editable=False)
    afternoon_minutes = models.PositiveSmallIntegerField(default=0, editable=False)
    mode = models.CharField(_("how people meet"), max_length=8, choices=Channel)
    place_th = models.CharField(_("place"), max_length=200, blank=True)
    link = models.URLField(_("address of the online meeting"), blank=True)
    capacity = models.PositiveSmallIntegerField(_("places in the room"), null=True, blank=True)
    invited = models.ManyToManyField("cohorts.Tier", related_name="workshops", blank=True)
    invites_partners = models.BooleanField(_("lab partners are invited"), default=True)
    checkin_key = models.CharField(max_length=32, default=new_key, editable=False)
    planned_at = models.DateTimeField(editable=False)
    changed_at = models.DateTimeField(editable=False)
    sequence = models.PositiveSmallIntegerField(default=0, editable=False)
    cancelled_at = models.DateTimeField(null=True, blank=True, editable=False)
    cancelled_reason = models.TextField(_("reason"), blank=True)
    emptied_at = models.DateTimeField(null=True, editable=False)  # names went, numbers stayed

    objects = WorkshopQuerySet.as_manager()

    class Meta:
        ordering = ["held_on", "number"]
        constraints = [
            models.UniqueConstraint(fields=["cohort", "number"], name="workshop_numbered_once"),
            models.CheckConstraint(
                condition=models.Q(morning_minutes__gt=0) | models.Q(afternoon_minutes__gt=0),
                name="workshop_has_a_half",
            ),
        ]

    def __str__(self):
        return self.title_th

    def get_absolute_url(self):
        return reverse("cohorts:workshop", args=[self.uid])

    @property
    def halves(self):
        """The halves that this day has, in order."""
        return [half for half in Half if self.minutes_of(half)]

    def minutes_of(self, half):
        return getattr(self, f"{half}_minutes")

    @property
    def minutes(self):
        return self.morning_minutes + self.afternoon_minutes

    def begins(self, half):
        """The moment at which a half begins."""
        return self._moment(getattr(self, f"{half}_from"))

    def ends(self, half):
        """The moment at which a half ends."""
        return self._moment(getattr(self, f"{half}_to"))

    def _moment(self, time):
        zone = timezone.get_default_timezone()
        return datetime.combine(self.held_on, time, zone)

    @property
    def starts_at(self):
        return self.begins(self.halves[0])

    @property
    def ends_at(self):
        return self.ends(self.halves[-1])

    @property
    def is_cancelled(self):
        return self.cancelled_at is not None

    @property
    def emptied_sentence(self):
        """Why nobody is named any more as having been there."""
        return _(
            "Who attended is kept for ten years. That time is over: names were removed,"
            " and how many came is kept."
        )

    @property
    def has_begun(self):
        return not self.is_cancelled and clock.now() >= self.starts_at

    @property
    def takes_answers(self):
        """From the beginning of its last half one can say what one thought of it."""
        return not self.is_cancelled and clock.now() >= self.begins(self.halves[-1])

    @property
    def is_over(self):
        return not self.is_cancelled and clock.now() >= self.ends_at

    @property
    def competences_in_words(self):
        return ", ".join(str(Competence(one).label) for one in self.competences)


class WorkshopPlace(models.Model):
    """Somebody has said that they will come, and how."""

    session = models.ForeignKey(WorkshopSession, models.CASCADE, related_name="places")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    is_online = models.BooleanField(default=False)
    taken_at = models.DateTimeField()

    class Meta:
        ordering = ["taken_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["session", "person"], name="one_place_a_person")
        ]

    def __str__(self):
        return f"{self.person}, {self.session}"


class Attendance(models.Model):
    """How one participant or partner attended one session, by halves.

    Of nobody once ten years are over (section 8.1): the row then only counts.
    """

    session = models.ForeignKey(WorkshopSession, models.PROTECT, related_name="attendance")
    seat = models.ForeignKey(
        "cohorts.Participant", models.PROTECT, null=True, related_name="attendance"
    )
    partner = models.ForeignKey(
        "cohorts.LabPartner", models.PROTECT, null=True, related_name="attendance"
    )
    morning = models.CharField(max_length=10, choices=Attended, blank=True)
    afternoon = models.CharField(max_length=10, choices=Attended, blank=True)
    note_th = models.CharField(_("note"), max_length=200, blank=True)
    source = models.CharField(max_length=4, choices=Source)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["session", "seat"], name="seat_once_per_workshop"),
            models.UniqueConstraint(
                fields=["session", "partner"], name="partner_once_per_workshop"
            ),
            models.CheckConstraint(condition=NOT_BOTH, name="attendance_of_seat_or_partner"),
        ]

    def __str__(self):
        return f"{self.seat or self.partner}, {self.session}"

    def of(self, half):
        """The status in a half, or ""."""
        return getattr(self, half)

    @property
    def was_there(self):
        """In one half at least."""
        return any(self.of(half) in EARNING for half in Half)

    @property
    def minutes(self):
        """The minutes earned: those of each half in which the person was there."""
        halves = [half for half in Half if self.of(half) in EARNING]
        return sum(self.session.minutes_of(half) for half in halves)


class AttendanceImport(models.Model):
    """The list of an online meeting, matched and shown before anything is taken from it.

    ``rows`` name people who may not belong here: they are forgotten once it is decided.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    session = models.ForeignKey(WorkshopSession, models.CASCADE, related_name="imports")
    name = models.CharField(max_length=200)
    rows = models.JSONField(default=list)
    read_at = models.DateTimeField()
    read_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    taken_at = models.DateTimeField(null=True)
    taken = models.PositiveSmallIntegerField(default=0)
    left_out = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return self.name
