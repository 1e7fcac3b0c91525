"""The form in which an administrator writes what papers say of the office."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pyp_portal import thai
from pyp_portal.papers import officing
from pyp_portal.papers.models import Office


class OfficeForm(forms.ModelForm):
    """The facts of the office, and its garuda."""

    use_required_attribute = False
    summary_above = True
    garuda = forms.FileField(
        label=_("Garuda"),
        required=False,
        help_text=_("The official artwork as a PNG picture of 1 MB at most."),
        widget=forms.FileInput({"accept": "image/png"}),
    )
    is_plain = forms.BooleanField(label=_("Take the garuda away"), required=False)
    is_plain.is_optional = False

    class Meta:
        model = Office
        fields = officing.FACTS
        help_texts = {
            "name": _("It stands at the head of letters and announcements."),
            "number_prefix": _("It stands before the place for the number of a letter."),
            "head_name": _("Left empty, a dotted line stands where the head signs."),
        }

    def clean(self):
        cleaned = super().clean()
        for name in officing.FACTS:
            if name in cleaned:
                cleaned[name] = " ".join(thai.normalise(cleaned[name]).split())
        return cleaned

    def clean_garuda(self):
        sent = self.cleaned_data["garuda"]
        return officing.drawn(sent.read(officing.HEAVIEST + 1)) if sent else None

    def facts(self):
        return {name: self.cleaned_data[name] for name in officing.FACTS}

    def _post_clean(self):
        """Nothing is written into the version that stands."""
