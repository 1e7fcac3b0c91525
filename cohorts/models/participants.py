"""Seats of a team: from the name asked for to the participant who has confirmed."""

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cohorts.eligibility import sentence_of
from cohorts.sharing import Sharing
from cohorts.states import RuleResult, SeatState
from cohorts.visibility import seen_by

STANDING = models.Q(declined_at=None, replaced_at=None, withdrawn_at=None)


class ParticipantQuerySet(models.QuerySet):
    """Questions about participants."""

    def standing(self):
        """Seats that nobody has left: asked for, nominated or confirmed."""
        return self.filter(STANDING)

    def confirmed(self):
        return self.standing().exclude(confirmed_at=None)

    def visible_to(self, user):
        """The twin of ``permissions.can_view_seat``: a test holds them together."""
        agencies = [m.agency_id for m in getattr(user, "active_memberships", ())]
        own = models.Q(person=user.pk) | models.Q(agency__in=agencies)
        return seen_by(user, self, "team__", also=own)

    def for_list(self):
        return self.select_related(
            "tier", "person", "agency", "team__proposal__lead_agency", "cohort__call"
        )


class Participant(models.Model):
    """A person × cohort × tier × issue; until somebody is nominated, a seat that waits.

    The post is copied from the nomination letter: the rule judged what was said there.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cohort = models.ForeignKey("cohorts.Cohort", models.PROTECT, related_name="participants")
    team = models.ForeignKey("cohorts.Team", models.PROTECT, related_name="participants")
    tier = models.ForeignKey("cohorts.Tier", models.PROTECT, related_name="participants")
    agency = models.ForeignKey("accounts.Agency", models.PROTECT, related_name="participants")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="participations",
    )
    # Only tier 1 may join more than one issue; the constraint below needs it in the row.
    joins_one_issue = models.BooleanField(default=True, editable=False)
    position_th = models.CharField(_("position"), max_length=200, blank=True)
    level_code = models.CharField(_("position level"), max_length=20, blank=True)
    rank = models.PositiveSmallIntegerField(null=True, blank=True)
    appointed_on = models.DateField(_("appointed on"), null=True, blank=True)
    is_officer = models.BooleanField(_("state officer"), default=False)
    is_civil_servant = models.BooleanField(_("civil servant"), default=False)
    talent_pool = models.BooleanField(_("talent pool"), default=False)
    high_potential = models.BooleanField(_("high potential"), default=False)
    works_on_issue = models.BooleanField(_("works on the issue"), default=True)
    duty_th = models.TextField(_("duty in the issue"), blank=True)

    requested_at = models.DateTimeField(null=True, blank=True)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    due_on = models.DateField(_("name wanted by"), null=True, blank=True)
    letter_no = models.CharField(_("letter number"), max_length=80, blank=True)
    letter_date = models.DateField(_("letter date"), null=True, blank=True)
    letter_file = models.ForeignKey(
        "uploads.StoredFile", models.PROTECT, null=True, blank=True, related_name="+"
    )
    nominated_at = models.DateTimeField(null=True, blank=True)
    nominated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    rule_result = models.CharField(max_length=10, choices=RuleResult, blank=True)
    rule_code = models.CharField(max_length=30, blank=True)
    exception_reason = models.TextField(_("reason for the exception"), blank=True)
    exception_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    exception_at = models.DateTimeField(null=True, blank=True)
    privacy_seen_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    declined_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    replaced_at = models.DateTimeField(null=True, blank=True)
    replaced_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replaces"
    )
    note_th = models.TextField(_("note"), blank=True)
    shares_email = models.CharField(
        _("who sees the e-mail"), max_length=8, choices=Sharing, default=Sharing.TEAM
    )
    shares_phone = models.CharField(
        _("who sees the telephone number"), max_length=8, choices=Sharing, default=Sharing.OFFICE
    )

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        ordering = ["tier__display_no", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "person"],
                condition=STANDING & models.Q(joins_one_issue=True),
                name="one_issue_per_person_and_cohort",
            ),
            models.UniqueConstraint(
                fields=["team", "person"], condition=STANDING, name="person_once_per_team"
            ),
            models.CheckConstraint(
                condition=models.Q(confirmed_at=None) | models.Q(privacy_seen_at__isnull=False),
                name="confirmed_after_the_privacy_notice",
            ),
        ]

    def __str__(self):
        return f"{self.tier}: {self.person or self.agency}"

    def get_absolute_url(self):
        return reverse("cohorts:seat", args=[self.uid])

    @property
    def state(self):
        """How far the seat is, from the name asked for to the confirmation; by the dates."""
        dates = (
            (self.replaced_at, SeatState.REPLACED),
            (self.withdrawn_at, SeatState.WITHDRAWN),
            (self.declined_at, SeatState.DECLINED),
            (self.confirmed_at, SeatState.CONFIRMED),
            (self.accepted_at, SeatState.ACCEPTED),
            (self.nominated_at, SeatState.NOMINATED),
        )
        return next((state for date, state in dates if date), SeatState.REQUESTED)

    @property
    def rule_sentence(self):
        """What the rule of the tier said, in words."""
        return sentence_of(self.rule_code, self.rule_result)

    @property
    def is_standing(self):
        return not (self.replaced_at or self.withdrawn_at or self.declined_at)

    @property
    def is_admitted(self):
        """The rule passes, or the STO has approved the exception."""
        return self.rule_result == RuleResult.PASS or (
            self.rule_result == RuleResult.JUDGEMENT and self.exception_at is not None
        )
