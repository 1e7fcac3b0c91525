"""What the office types for the public pages of a call."""

from datetime import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from proposals.forms.fields import LimitedField, text_field
from proposals.models import CallDocument
from proposals.services.explaining import told
from pyp_portal.accounts.fields import ProgrammeDateField
from pyp_portal.accounts.roles import AgencyType

HOURS = ["%H.%M", "%H:%M"]


def needed(field):
    """A field that must be filled in."""
    field.required = True
    return field


def hour_field(label):
    widget = forms.TextInput(attrs={"inputmode": "decimal", "placeholder": "13.30"})
    return forms.TimeField(label=label, input_formats=HOURS, widget=widget)


def link_field(label, **words):
    """An address of the web that may be left out."""
    return forms.URLField(
        label=label, max_length=500, required=False, assume_scheme="https", **words
    )


class BriefingForm(forms.Form):
    """A briefing: when, and at which place or by which link."""

    use_required_attribute = False
    title_th = needed(LimitedField(most=200, label=_("Title")))
    title_en = LimitedField(most=200, label=_("Title in English"))
    day = ProgrammeDateField(label=_("Day"))
    begins = hour_field(_("Begins at (hour.minute)"))
    ends = hour_field(_("Ends at (hour.minute)"))
    place_th = LimitedField(most=300, label=_("Place"))
    online_url = link_field(_("Link to join online"))
    note_th = text_field(2000, rows=4, label=_("What will be explained"))
    sequence = forms.IntegerField(required=False, widget=forms.HiddenInput)

    @classmethod
    def of(cls, event):
        """The form of a briefing as it stands."""
        starts, ends = timezone.localtime(event.starts_at), timezone.localtime(event.ends_at)
        facts = told(event) | {"note_th": event.note_th, "sequence": event.sequence}
        hours = {"begins": f"{starts:%H.%M}", "ends": f"{ends:%H.%M}"}
        return cls(initial=facts | {"day": starts.date()} | hours)

    def clean(self):
        data = super().clean()
        begins, ends = data.get("begins"), data.get("ends")
        if begins and ends and ends <= begins:
            self.add_error("ends", _("The end lies before the beginning."))
        if not (data.get("place_th") or data.get("online_url") or self.errors):
            self.add_error("place_th", _("Give a place or a link: people must know where to go."))
        return data

    @property
    def facts(self):
        """What the verbs ask for."""
        data = self.cleaned_data
        names = ("title_th", "title_en", "place_th", "online_url", "note_th")
        kept = {name: data[name] for name in names}
        at = {"starts_at": data["begins"], "ends_at": data["ends"]}
        day = data["day"]
        return kept | {
            name: timezone.make_aware(datetime.combine(day, hour)) for name, hour in at.items()
        }


class DocumentForm(forms.Form):
    """One document: a file, or a link to where it lies."""

    use_required_attribute = False
    kind = forms.ChoiceField(label=_("Kind"), choices=CallDocument.Kind.choices)
    title_th = needed(LimitedField(most=200, label=_("Title")))
    title_en = LimitedField(most=200, label=_("Title in English"))
    briefing = forms.ModelChoiceField(
        None, to_field_name="uid", required=False, empty_label="–", label=_("Of which briefing")
    )
    file = forms.FileField(
        label=_("File"),
        required=False,
        help_text=_("PDF, Word, Excel, PowerPoint or a picture, at most 20 MB"),
    )
    url = link_field(_("Or a link"), help_text=_("For a recording, or what lies on another site"))

    def __init__(self, *args, call, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["briefing"].queryset = call.briefings.all()
        self.fields["file"].is_optional = self.fields["url"].is_optional = False

    def clean(self):
        data = super().clean()
        is_one = bool(data.get("file")) != bool(data.get("url"))
        if not (is_one or {"file", "url"} & set(self.errors)):
            self.add_error("file", _("Give either a file or a link."))
        return data

    @property
    def facts(self):
        """What the verb asks for."""
        data = dict(self.cleaned_data)
        return data | {"uploaded": data.pop("file")}


class KindsForm(forms.Form):
    """C-30: which kinds of agency may propose; none chosen means all."""

    kinds = forms.MultipleChoiceField(
        label=_("Kinds of agency that may propose"),
        choices=AgencyType.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen: agencies of every kind."),
    )
