"""What is typed about result letters."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from proposals.grounds import REASON_MIN
from pyp_portal import thai

MOST = 4000


LABELS = {
    "reason": _("Opinion of the committee"),
    "strengths": _("Strengths, one a line"),
    "advice": _("Advice, one a line"),
}


def sent_texts(post, names):
    """The texts of a letter among what was posted, mended as Thai text; (texts, errors)."""
    sent = [name for name in LABELS if name in names and name in post]
    found = {name: thai.normalise(post[name].replace("\r\n", "\n")) for name in sent}
    errors = {name: [wrong] for name, text in found.items() if (wrong := _wrong(name, text))}
    return {name: text for name, text in found.items() if name not in errors}, errors


def _wrong(name, text):
    """The sentence for a text that cannot be kept as it is, or ""."""
    if len(text) > MOST:
        return gettext("Shorten it to 4,000 characters.")
    if name == "reason" and len(text.strip()) < REASON_MIN:
        return gettext("Write at least %(min)d characters.") % {"min": REASON_MIN}
    return ""


class ApproveForm(forms.Form):
    """Which version is approved, and whether its tone may stand."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    keeps_tone = forms.BooleanField(
        label=_("I have read what was found; it may stand"), required=False
    )
