"""What a meeting decided about its items: resolutions, votes by name, dissents."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from selection.kinds import RESOLVABLE, Ballot, Choice


class Resolution(models.Model):
    """What the committee decided about one item; it moves nothing until it is announced."""

    item = models.OneToOneField("selection.AgendaItem", models.PROTECT, related_name="resolution")
    outcome = models.CharField(
        _("resolution"), max_length=16, choices=[(o.value, o.label) for o in RESOLVABLE]
    )
    votes_for = models.PositiveSmallIntegerField(_("for"))
    votes_against = models.PositiveSmallIntegerField(_("against"), default=0)
    votes_abstain = models.PositiveSmallIntegerField(_("abstentions"), default=0)
    casting_vote = models.BooleanField(_("the chair's casting vote decided"), default=False)
    text_th = models.CharField(_("words of the resolution"), max_length=500)
    reason = models.TextField(_("strengths and advice for the applicant"), blank=True)
    departure_reason = models.TextField(_("why it departs from the ranking"), blank=True)
    reserve_rank = models.PositiveSmallIntegerField(
        _("place in the reserve"), null=True, blank=True
    )
    ballot = models.CharField(_("ballot"), max_length=6, choices=Ballot, default=Ballot.SHOW)
    is_block = models.BooleanField(default=False, editable=False)
    # Who was in the room then: the quorum as it was found, the seats there and away, who presided.
    room = models.JSONField(default=dict, editable=False)
    version = models.PositiveSmallIntegerField(default=1, editable=False)
    decided_at = models.DateTimeField(editable=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )

    class Meta:
        ordering = ["item__position"]

    def __str__(self):
        return self.text_th

    @property
    def is_carried(self):
        """A majority, or a tie with the chair's casting vote (K9)."""
        if self.votes_for == self.votes_against:
            return self.casting_vote
        return self.votes_for > self.votes_against


class Vote(models.Model):
    """How one seat voted where votes are given by name: one member, one vote (K9)."""

    resolution = models.ForeignKey(Resolution, models.CASCADE, related_name="votes")
    seat = models.ForeignKey("selection.Seat", models.PROTECT, related_name="votes")
    choice = models.CharField(max_length=7, choices=Choice)

    class Meta:
        ordering = ["seat__seat_no"]
        constraints = [
            models.UniqueConstraint(fields=["resolution", "seat"], name="one_member_one_vote")
        ]

    def __str__(self):
        return f"{self.seat}: {self.get_choice_display()}"


class Dissent(models.Model):
    """A member's written disagreement, attached to the minutes (K11)."""

    item = models.ForeignKey("selection.AgendaItem", models.CASCADE, related_name="dissents")
    seat = models.ForeignKey("selection.Seat", models.PROTECT, related_name="dissents")
    text_th = models.TextField(_("dissent"))

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["item", "seat"], name="dissented_once_an_item")
        ]

    def __str__(self):
        return self.text_th
