"""What is typed about a released result, and what is answered."""

from django import forms
from django.utils.translation import gettext_lazy as _

from proposals.forms.enquiring import MOST, AnswerEnquiryForm, SealedForm
from proposals.forms.explaining import needed
from proposals.forms.fields import text_field
from selection.models import ResultEnquiry


class EnquireForm(SealedForm):
    """A factual error, or something that is not understood."""

    about = forms.ChoiceField(
        label=_("What is it about?"), choices=ResultEnquiry.About, widget=forms.RadioSelect
    )
    question = needed(
        text_field(
            MOST,
            rows=6,
            label=_("What is wrong, or what do you ask?"),
            help_text=_("Say where it stands and what would be right."),
        )
    )


class FindingForm(AnswerEnquiryForm):
    """What was found, and the answer."""

    finding = forms.ChoiceField(
        label=_("What was found"), choices=ResultEnquiry.Finding, widget=forms.RadioSelect
    )
    field_order = ["finding", "answer"]
