"""What is typed about interests: verdicts, officers who step aside, challenges, opinions."""

from django import forms
from django.utils.translation import gettext_lazy as _

from proposals.grounds import REASON_MIN
from pyp_portal.accounts.deputy_forms import OfficerField
from selection.forms.parts import ReasonForm, area, one_of
from selection.kinds import Interest, Verdict


class WeighForm(ReasonForm):
    """What the secretary or the chair makes of a suggested interest."""

    verdict = forms.ChoiceField(
        label=_("Verdict"),
        choices=[
            (Verdict.CONFIRMED, _("It is an interest: the proposal closes to the member")),
            (Verdict.DISMISSED, _("This sign shows no interest")),
            (Verdict.PINNED, _("It is an interest, whatever is declared later")),
            (Verdict.CLEARED, _("There is no interest, whatever the records show later")),
        ],
        widget=forms.RadioSelect,
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    field_order = ["verdict", "reason"]

    def renew(self, seen):
        """The same words over the verdict of somebody else, now that it has been shown."""
        self.data = self.data.copy()
        self.data["seen"] = seen


class AsideForm(ReasonForm):
    """Why a person of the office steps aside."""

    kind = forms.ChoiceField(label=_("Kind of interest"), choices=Interest)
    field_order = ["kind", "reason"]


class OfficerForm(AsideForm):
    """An officer who steps aside, noted by another."""

    user = OfficerField(label=_("Officer"))
    proposal = one_of(_("Proposal"), widget=forms.Select({"data-picker": ""}))
    field_order = ["user", "proposal", "kind", "reason"]

    def __init__(self, *args, proposals, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["user"].offer()
        choose_proposal(self.fields["proposal"], proposals)


class ChallengeForm(ReasonForm):
    """Whose impartiality is doubted, for which proposal."""

    seat = one_of(_("Member"))
    proposal = one_of(_("Proposal"), widget=forms.Select({"data-picker": ""}))
    field_order = ["seat", "proposal", "reason"]

    def __init__(self, *args, seats, proposals, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["seat"].queryset = seats
        choose_proposal(self.fields["proposal"], proposals)


def choose_proposal(field, proposals):
    """Offer these proposals by number and title."""
    field.queryset = proposals
    field.label_from_instance = lambda proposal: f"{proposal.code} {proposal.title_th}"


class ExplainForm(forms.Form):
    """What the challenged member says."""

    text = area(_("Answer"), min_length=REASON_MIN)


class DecideForm(forms.Form):
    """What the committee decided about a challenge."""

    is_upheld = forms.TypedChoiceField(
        label=_("Decision"),
        choices=[("yes", _("The member steps aside")), ("no", _("The member goes on"))],
        coerce=lambda word: word == "yes",
        widget=forms.RadioSelect,
    )
    decision = area(_("Words of the decision"), min_length=REASON_MIN)


class OpinionForm(forms.Form):
    """An adviser's opinion on a proposal."""

    text = area(_("Opinion"), rows=8, min_length=REASON_MIN)
    seen = forms.DateTimeField(widget=forms.HiddenInput, required=False)
