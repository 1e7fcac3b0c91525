"""What is typed about minutes: sections, the day for comments, comments and answers."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pyp_portal import thai
from pyp_portal.accounts.fields import ProgrammeDateField
from selection.forms.parts import area
from selection.models import AgendaItem

LONGEST = 20_000
LABELS = {
    "opening_th": _("1 What the chair reported"),
    "previous_th": _("2 Minutes of the meeting before"),
    "followup_th": _("3 Matters arising"),
    "info_th": _("4 For information"),
    "closing_th": _("Other matters"),
    "recording_th": _("Online: how identity was shown, where recording and log are kept"),
}


def sent_texts(post, names):
    """The texts among what was posted, by field, mended as Thai text; (texts, errors)."""
    found = {
        name: thai.normalise(post[name].replace("\r\n", "\n")) for name in names if name in post
    }
    long = {name for name, text in found.items() if len(text) > LONGEST}
    errors = {name: [str(_("Shorten it to 20,000 characters."))] for name in long}
    return {name: text for name, text in found.items() if name not in long}, errors


class CirculateForm(forms.Form):
    """Until when members may comment."""

    until = ProgrammeDateField(label=_("Comments until"))


class CommentForm(forms.Form):
    """What a member wants to read otherwise."""

    item = forms.ModelChoiceField(
        label=_("About"),
        queryset=AgendaItem.objects.none(),
        to_field_name="uid",
        required=False,
        empty_label=_("The minutes in general"),
    )
    text = area(_("What should read otherwise"), rows=3, max_length=4000)

    def __init__(self, *args, items, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["item"].queryset = items


class CommentAnswerForm(forms.Form):
    """What became of a comment."""

    answer = area(_("What became of it"), rows=2, max_length=2000)
