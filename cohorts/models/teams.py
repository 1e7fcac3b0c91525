"""The team of an issue: what ties agencies, partners and participants to it."""

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from cohorts.states import GateState, LabRole, Phase
from cohorts.visibility import seen_by
from proposals.states import TERMINAL, State
from pyp_portal import clock
from pyp_portal.accounts.roles import Sector


class TeamQuerySet(models.QuerySet):
    """Questions about teams."""

    def visible_to(self, user):
        """The twin of ``permissions.can_view_team``: a test holds them together."""
        return seen_by(user, self)

    def for_list(self):
        """What a row of the cockpit shows, in a fixed number of statements."""
        return self.select_related(
            "proposal__lead_agency", "proposal__call", "cohort__call"
        ).prefetch_related(
            "phases", "deliverables", "participants__tier", "cohort__tiers", "quotas"
        )


class Team(models.Model):
    """Everything room 3 keeps about one selected issue hangs here; one team, one proposal."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    proposal = models.OneToOneField("proposals.Proposal", models.PROTECT, related_name="team")
    cohort = models.ForeignKey("cohorts.Cohort", models.PROTECT, related_name="teams")
    name_th = models.CharField(_("name of the team"), max_length=200)
    case_owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="lab_cases"
    )
    formed_at = models.DateTimeField(editable=False)
    commitment_no = models.CharField(_("letter number"), max_length=80, blank=True)
    commitment_date = models.DateField(_("letter date"), null=True, blank=True)
    commitment_file = models.ForeignKey(
        "uploads.StoredFile", models.PROTECT, null=True, blank=True, related_name="+"
    )
    gap_waived_reason = models.TextField(_("why the team may be incomplete"), blank=True)
    gap_waived_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    gap_waived_at = models.DateTimeField(null=True, blank=True)
    entered_lab_at = models.DateTimeField(null=True, blank=True)
    completed_lab_at = models.DateTimeField(null=True, blank=True)
    responsible_agency = models.ForeignKey(
        "accounts.Agency",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="responsible_for",
        verbose_name=_("responsible agency"),
    )
    emenscr_ref = models.CharField(_("number in eMENSCR"), max_length=40, blank=True)

    objects = TeamQuerySet.as_manager()

    class Meta:
        ordering = ["proposal__code"]

    def __str__(self):
        return self.name_th

    def get_absolute_url(self):
        return reverse("cohorts:team", args=[self.proposal.code])

    @property
    def is_in_lab(self):
        return self.proposal.state == State.IN_LAB

    @property
    def is_over(self):
        """The issue has ended: its team is no longer changed."""
        return self.proposal.state in TERMINAL

    @property
    def waived_codes(self):
        """The deliverables that nobody waits for, because their gate was waived."""
        phases = self.phases.all()
        return {phase.phase_enum.code for phase in phases if phase.state == GateState.WAIVED}

    def quota(self, tier):
        """The seats of a tier in this team: its own where it has some, else those of all."""
        return self.own_quotas.get(tier.pk, tier)

    @cached_property
    def own_quotas(self):
        """{tier: its seats} where this team differs from the others."""
        return {quota.tier_id: quota for quota in self.quotas.all()}

    def phase(self, key):
        """One of the seven phases of this team."""
        return self.phases.get(phase=Phase(key))

    @property
    def item_to_record(self):
        """The place whose outcome is written next: of the last session held, else of the next."""
        items = self.presentation_items.select_related("session").order_by("session__held_on", "pk")
        held = items.filter(session__held_on__lte=clock.today())
        return held.last() or items.first()

    @property
    def first_presented(self):
        """The item of the session in which the results were presented, or None."""
        return (
            self.presentation_items.exclude(recorded_at=None).order_by("session__held_on").first()
        )


class AgencyLink(models.Model):
    """An agency that the STO holds to be related to the issue, with the reason (section 6.2)."""

    team = models.ForeignKey(Team, models.CASCADE, related_name="agency_links")
    agency = models.ForeignKey("accounts.Agency", models.PROTECT, related_name="issue_links")
    reason_th = models.TextField(_("reason"))
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    approved_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["team", "agency"], name="agency_linked_once")
        ]

    def __str__(self):
        return f"{self.agency} – {self.team}"


class LabPartner(models.Model):
    """Who works beside the tiers: partners, community leaders, the group's adviser (C-09)."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    team = models.ForeignKey(Team, models.CASCADE, related_name="partners")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="partner_in"
    )
    name_th = models.CharField(_("name"), max_length=200)
    agency = models.ForeignKey("accounts.Agency", models.PROTECT, null=True, blank=True)
    position_th = models.CharField(_("position"), max_length=200, blank=True)
    sector = models.CharField(_("sector"), max_length=20, choices=Sector)
    role = models.CharField(
        _("role in the lab"), max_length=20, choices=LabRole, default=LabRole.PARTNER
    )
    added_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["team", "person"],
                condition=models.Q(ended_at=None),
                name="partner_once_per_team",
            )
        ]

    def __str__(self):
        return self.name_th
