"""T11: which two proposals, why, and what their agencies say."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from proposals.forms.fields import text_field
from proposals.forms.papers import ReasonForm, pdf_field
from proposals.models import Proposal
from proposals.services.merging import consents


class OtherField(forms.SlugField):
    """The number of a proposal that this person may see."""

    user = None

    def clean(self, value):
        code = super().clean(value)
        found = Proposal.objects.visible_to(self.user).filter(code=code).first()
        if found is None:
            raise ValidationError(_("There is no proposal with this number."))
        return found


class AskMergerForm(ReasonForm):
    """The proposal that would take this one in, and why the two belong together."""

    other = OtherField(label=_("Number of the proposal that takes this one in"))
    field_order = ["other", "reason"]

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["other"].user = user


class MergeForm(forms.Form):
    """T11: into which proposal; the letter of each agency that has not agreed in the portal."""

    use_required_attribute = False
    other = OtherField(label=_("Number of the proposal that takes this one in"))
    own_letter = pdf_field(_("Letter of this agency (PDF)"), required=False)
    other_letter = pdf_field(_("Letter of the other agency (PDF)"), required=False)

    def __init__(self, *args, user, proposal, **kwargs):
        super().__init__(*args, **kwargs)
        self.proposal = proposal
        self.fields["other"].user = user

    def clean(self):
        other = self.cleaned_data.get("other")
        agreed = consents(self.proposal, other) if other else set()
        for name, side in (("own_letter", self.proposal), ("other_letter", other)):
            has_agreed = side is not None and side.pk in agreed
            if not (has_agreed or self.cleaned_data.get(name) or name in self.errors):
                text = _("Attach the letter: this agency has not agreed in the portal.")
                self.add_error(name, text)
        return self.cleaned_data

    def letters(self):
        """The letters that were attached."""
        names = ("own_letter", "other_letter")
        return [self.cleaned_data[name] for name in names if self.cleaned_data.get(name)]


class AnswerForm(forms.Form):
    """Yes or no, with a few words."""

    agrees = forms.BooleanField(required=False)
    note = text_field(1000, rows=2, label=_("A few words (not needed)"))
