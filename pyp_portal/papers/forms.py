"""What one may ask about papers."""

from django import forms
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from pyp_portal import dates, thai
from pyp_portal.papers import verifying
from pyp_portal.papers.models import State


class VerifyForm(forms.Form):
    """Number and hash, as they stand at the foot of a paper."""

    number = forms.CharField(label=_("Document number"), max_length=60)
    hash = forms.CharField(
        label=_("Verification hash"),
        max_length=100,
        help_text=_("The first 16 characters are enough."),
    )


class VerifyFileForm(forms.Form):
    """The file of a paper, of which only the hash is taken (``verifying.HashOnly``)."""

    file = forms.FileField(
        label=_("The PDF file as it was fetched"),
        help_text=_("The file is only compared; nothing of it is kept."),
        widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf"}),
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > verifying.LARGEST_FILE:
            raise forms.ValidationError(_("This file is larger than any document of the office."))
        return file


class CorrectionForm(forms.Form):
    """Why a paper is issued once more."""

    reason = forms.CharField(
        label=_("What was wrong"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Kept in the history of both documents; it is not printed on them."),
    )

    def clean_reason(self):
        return thai.normalise(self.cleaned_data["reason"])


class QueueForm(forms.Form):
    """Which papers of the queue to show."""

    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("All")), *State.choices]
    )
    q = forms.CharField(label=_("Document number"), required=False, max_length=60)
    state.is_optional = q.is_optional = False  # a filter need not say so
    after = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def narrow(self, papers):
        """The papers that were asked for; a question that makes no sense asks for all."""
        asked = self.cleaned_data if self.is_valid() else {}
        if asked.get("state"):
            papers = papers.filter(state=asked["state"])
        if asked.get("q"):
            papers = papers.filter(number__contains=asked["q"].strip())
        if asked.get("after"):
            papers = papers.filter(pk__lt=asked["after"])
        return papers


class AfterForm(forms.Form):
    """Which page of the exports to show."""

    after = forms.IntegerField(required=False)

    def narrow(self, exports):
        """Those older than the one named; a question that makes no sense asks for all."""
        after = self.is_valid() and self.cleaned_data["after"]
        return exports.filter(pk__lt=after) if after else exports


class OfficialNumberForm(forms.Form):
    """The number and the date that the office's own register gave to a paper."""

    number = forms.CharField(label=_("Official number"), max_length=60)
    day = forms.CharField(label=_("Day"), max_length=2)
    month = forms.TypedChoiceField(
        label=_("Month"), coerce=int, choices=[("", "–"), *MONTHS.items()]
    )
    year = forms.CharField(label=_("Year (B.E.)"), max_length=4)
    seen = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)

    @classmethod
    def of(cls, paper, data=None):
        """The form with what is noted on a paper already."""
        date = paper.official_date
        parts = {"day": date.day, "month": date.month, "year": date.year + 543} if date else {}
        number = paper.official_number
        return cls(data, initial={"number": number, "seen": number, **parts})

    def once_more(self, sentence, paper):
        """The same form with all that was typed, and a sentence; the number seen is today's."""
        form = type(self)({**self.data.dict(), "seen": paper.official_number})
        form.add_error("number", sentence)
        return form

    def clean_number(self):
        return thai.normalise(self.cleaned_data["number"])

    def clean(self):
        cleaned = super().clean()
        parts = [cleaned.get(part) for part in ("day", "month", "year")]
        if all(parts):
            try:
                cleaned["date"] = dates.read_date(*parts)
            except ValueError as refusal:
                self.add_error("day", str(refusal))
        return cleaned
