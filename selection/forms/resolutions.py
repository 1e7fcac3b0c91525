"""What is typed about decisions: counts, votes by name, blocks."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pyp_portal.accounts.fields import ThaiField
from selection.forms.parts import area, clock_time, moment_noted
from selection.kinds import Ballot, Block, Choice, Outcome
from selection.models import Resolution

COUNTS = ("votes_for", "votes_against", "votes_abstain")
BLOCK_OUTCOMES = {
    Block.IN: (Outcome.SHORTLISTED, Outcome.SELECTED),
    Block.OUT: (Outcome.NOT_SHORTLISTED, Outcome.NOT_SELECTED),
}


class TimedForm(forms.Form):
    """When something was decided, and the version of the record that the page showed."""

    at = clock_time(_("Decided at"), required=False)
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    day = None

    def clean_at(self):
        at = self.cleaned_data["at"]
        return moment_noted(self.day, at) if at else None


class ResolutionForm(TimedForm, forms.ModelForm):
    """What was decided about an item, with its votes counted."""

    ballot = forms.ChoiceField(
        label=_("How the votes were given"),
        choices=[(b.value, b.label) for b in (Ballot.SHOW, Ballot.SECRET)],
        required=False,
    )

    class Meta:
        model = Resolution
        fields = [
            "outcome",
            "ballot",
            *COUNTS,
            "casting_vote",
            "reserve_rank",
            "text_th",
            "reason",
            "departure_reason",
        ]
        field_classes = dict.fromkeys(("text_th", "reason", "departure_reason"), ThaiField)
        widgets = {
            "reason": forms.Textarea({"rows": 3}),
            "departure_reason": forms.Textarea({"rows": 2}),
        }

    def __init__(self, *args, day, instance=None, **kwargs):
        seen = {"seen": instance.version if instance else 0}
        super().__init__(*args, instance=instance, initial=seen, **kwargs)
        self.fields["outcome"].choices = [("", _("Choose")), *Outcome.choices]
        self.day = day

    def clean_ballot(self):
        return self.cleaned_data["ballot"] or Ballot.SHOW

    def clean(self):
        data = super().clean()
        if data.get("outcome") == Outcome.NOT_SHORTLISTED and not data.get("reason"):
            self.add_error("reason", _("Give the advice that goes into the letter."))
        return data


class NamedVoteForm(ResolutionForm):
    """What was decided, with the vote of each member who is in the room."""

    class Meta(ResolutionForm.Meta):
        fields = [n for n in ResolutionForm.Meta.fields if n not in {"ballot", *COUNTS}]

    ballot = None

    def __init__(self, *args, seats, **kwargs):
        super().__init__(*args, **kwargs)
        self.seats = {f"vote-{seat.seat_no}": seat for seat in seats}
        cast = self.instance.votes.all() if self.instance.pk else ()
        before = {vote.seat_id: vote.choice for vote in cast}
        for name, seat in self.seats.items():
            self.fields[name] = forms.ChoiceField(
                label=str(seat),
                choices=[("", _("did not vote")), *Choice.choices],
                required=False,
                initial=before.get(seat.pk, ""),
            )
            self.fields[name].is_optional = False
        self.order_fields(["outcome", *self.seats])

    def clean(self):
        data = super().clean()
        chosen = {seat.pk: data.pop(name, "") for name, seat in self.seats.items()}
        data["votes"] = {seat: choice for seat, choice in chosen.items() if choice}
        if not data["votes"] and not self.errors:
            self.add_error(None, _("Note how at least one member voted."))
        return data


class BlockForm(TimedForm):
    """What was decided about all items of a block by one voice."""

    outcome = forms.ChoiceField(label=_("Resolution"))
    text_th = ThaiField(label=_("Words of the resolution"), max_length=500, required=False)
    reason = area(_("Strengths and advice for the applicants"), rows=3, required=False)

    field_order = ["outcome", "text_th", "reason", "at", "seen"]

    def __init__(self, *args, block, day, **kwargs):
        super().__init__(*args, **kwargs)
        self.day = day
        self.fields["outcome"].choices = [(o.value, o.label) for o in BLOCK_OUTCOMES[block]]

    def clean(self):
        data = super().clean()
        data.pop("seen", None)
        if data.get("outcome") == Outcome.NOT_SHORTLISTED and not data.get("reason"):
            self.add_error("reason", _("Give the advice that goes into the letter."))
        return data
