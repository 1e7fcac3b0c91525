"""What is typed about close proposals: which to rank, an order, the votes of a runoff."""

from django import forms
from django.utils.translation import gettext_lazy as _

from selection.services.ranking import LEAST, MOST


class ChooseForm(forms.Form):
    """Two to six proposals to be ranked."""

    proposals = forms.MultipleChoiceField(
        label=_("Which proposals are close?"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, candidates, **kwargs):
        super().__init__(*args, **kwargs)
        self.by_code = {proposal.code: proposal for proposal in candidates}
        self.fields["proposals"].choices = [(p.code, f"{p.code} {p.title_th}") for p in candidates]

    def clean_proposals(self):
        codes = self.cleaned_data["proposals"]
        if not LEAST <= len(codes) <= MOST:
            raise forms.ValidationError(_("Choose two to six proposals."))
        return [self.by_code[code] for code in codes]


class PlacesForm(forms.Form):
    """A place for each of a few proposals, each place once."""

    def __init__(self, *args, proposals, **kwargs):
        super().__init__(*args, **kwargs)
        self.proposals = list(proposals)
        places = [("", "–"), *((n, n) for n in range(1, len(self.proposals) + 1))]
        for proposal in self.proposals:
            self.fields[proposal.code] = forms.TypedChoiceField(
                label=f"{proposal.code} {proposal.title_th}", choices=places, coerce=int
            )

    def clean(self):
        given = [self.cleaned_data.get(p.code) for p in self.proposals]
        if None not in given and len(set(given)) < len(given):
            raise forms.ValidationError(_("Two proposals have the same place: give each its own."))
        return self.cleaned_data

    def order(self):
        """The proposals, best first."""
        return sorted(self.proposals, key=lambda p: self.cleaned_data[p.code])


class VotesForm(forms.Form):
    """How many votes each of a few proposals had in a secret runoff."""

    def __init__(self, *args, proposals, **kwargs):
        super().__init__(*args, **kwargs)
        self.proposals = list(proposals)
        for proposal in self.proposals:
            self.fields[proposal.code] = forms.IntegerField(
                label=f"{proposal.code} {proposal.title_th}", min_value=0, max_value=99
            )

    def votes(self):
        """Votes by the number of the proposal."""
        return {proposal.code: self.cleaned_data[proposal.code] for proposal in self.proposals}
