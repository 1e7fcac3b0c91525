"""Forms with letters and files, and those that ask for a reason."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from proposals.forms.fields import LimitedField, text_field
from proposals.grounds import REASON_MAX, REASON_MIN
from proposals.models import Attachment
from pyp_portal import clock
from pyp_portal.accounts.fields import ProgrammeDateField


def reason_field(label):
    """A reason of 10 to 1,000 characters."""
    field = text_field(REASON_MAX, rows=4, label=label)
    field.required = True
    field.is_optional = False
    return field


class ReasonForm(forms.Form):
    """Why."""

    use_required_attribute = False
    reason = reason_field(_("Reason"))

    def clean_reason(self):
        reason = self.cleaned_data["reason"]
        if len(reason) < REASON_MIN:
            raise ValidationError(_("Give at least 10 characters."))
        return reason


def pdf_field(label, **words):
    widget = forms.ClearableFileInput(attrs={"accept": "application/pdf,.pdf"})
    return forms.FileField(label=label, widget=widget, **words)


class WithdrawalForm(ReasonForm):
    """T31: why, with the letter of the head of the agency."""

    letter = pdf_field(_("Letter of withdrawal, signed by the head of the agency (PDF)"))

    def __init__(self, *args, needs_letter=True, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["letter"].required = needs_letter


class EndorsementForm(forms.Form):
    """F55: the signed letter with its number and date; ``sent`` names one that came before."""

    use_required_attribute = False
    sent = forms.UUIDField(required=False, widget=forms.HiddenInput)
    letter = pdf_field(_("Signed endorsement letter (PDF, at most 10 MB)"))
    letter_no = LimitedField(most=80, label=_("Letter number"))
    letter_date = ProgrammeDateField(label=_("Letter date"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["letter_no"].required = True
        has_come = self.data.get("sent") or self.initial.get("sent")
        self.fields["letter"].required = not has_come
        self.fields["letter"].is_optional = False

    def clean_letter_date(self):
        day = self.cleaned_data["letter_date"]
        if day > clock.today():
            raise ValidationError(_("This date lies in the future."))
        return day


def kind_field(*kinds):
    """Which question a file answers; the page names it."""
    choices = [(kind.value, kind.label) for kind in kinds]
    return forms.ChoiceField(choices=choices, widget=forms.HiddenInput)


class AttachForm(forms.Form):
    """F56, F57: one more file."""

    use_required_attribute = False
    kind = kind_field(Attachment.Kind.PARTNER_LETTER, Attachment.Kind.OTHER)
    file = forms.FileField(label=_("File"))

    @classmethod
    def of(cls, kind, *sent):
        """The form of one question; several stand on a page, each with names of its own."""
        kind = Attachment.Kind(kind).value
        form = cls(*sent, initial={"kind": kind}, auto_id=f"id_{kind}_%s")
        form.fields["file"].widget.attrs["accept"] = ACCEPTED[kind]
        return form


ACCEPTED = {
    "partner_letters": ".pdf,application/pdf",
    "attachments": ".pdf,.docx,.xlsx,.pptx,.jpg,.jpeg,.png",
}


class BeginForm(forms.Form):
    """A file as its sender announces it: the server looks into it once it is here."""

    kind = kind_field(
        Attachment.Kind.ENDORSEMENT, Attachment.Kind.PARTNER_LETTER, Attachment.Kind.OTHER
    )
    name = forms.CharField(max_length=1000)
    size = forms.IntegerField(min_value=0, max_value=10**12)
    changed = forms.RegexField(r"^[0-9]{0,20}$", required=False)
