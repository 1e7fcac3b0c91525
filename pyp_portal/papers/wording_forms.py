"""The form in which an administrator writes the words of a document."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pyp_portal import thai


class PartField(forms.CharField):
    """The text of one part: mended Thai, refused where it names what does not exist."""

    def __init__(self, part, **kwargs):
        rows = max(2, min(8, len(part.shipped) // 70 + 1))
        widget = forms.TextInput() if part.is_line else forms.Textarea({"rows": rows})
        super().__init__(
            label=part.label,
            max_length=part.longest,
            required=part.is_line,
            widget=widget,
            **kwargs,
        )
        self.part = part
        if part.needs:
            self.is_optional = False

    def to_python(self, value):
        text = thai.normalise(super().to_python(value) or "")
        return " ".join(text.split()) if self.part.is_line else text

    def run_validators(self, value):
        """An empty text too: a field that must stand is missing there as well."""
        if value or not self.required:
            self.refuse(value)
        super().run_validators(value)

    def refuse(self, text):
        if faults := [forms.ValidationError(fault) for fault in self.part.faults(text)]:
            raise forms.ValidationError(faults)


class WordingForm(forms.Form):
    """All parts of a document, and the record on which they may be tried."""

    use_required_attribute = False
    summary_above = True

    def __init__(self, entry, texts, data=None):
        initial = {f"part-{key}": text for key, text in texts.items()}
        super().__init__(data, initial=initial, auto_id="id_%s")
        self.document = entry.document
        for part in self.document.parts:
            self.fields[f"part-{part.key}"] = PartField(part)
        choices = [("", _("Choose a record")), *entry.records()]
        self.fields["record"] = forms.ChoiceField(
            label=_("Record to try it on"), choices=choices, required=False
        )
        self.fields["record"].is_optional = False

    @property
    def parts(self):
        """Each part with its field on the page."""
        return [(part, self[f"part-{part.key}"]) for part in self.document.parts]

    def texts(self):
        """What was typed, by the key of the part."""
        return {part.key: self.cleaned_data[f"part-{part.key}"] for part in self.document.parts}

    def needs_record(self):
        """Refuse to try the words on nothing."""
        if not self.cleaned_data["record"]:
            self.add_error("record", _("Choose the record on which to try the words."))
        return not self.cleaned_data.get("record")
