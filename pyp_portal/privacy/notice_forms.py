"""What is typed of a notice: each part in Thai and in English, and from which day it holds."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from pyp_portal import clock
from pyp_portal.accounts.fields import ProgrammeDateField, ThaiField
from pyp_portal.privacy.notice_parts import LANGUAGES, groups, keys

MOST = 4000
NAMES = {"th": _("Thai"), "en": _("English")}


class NoticeForm(forms.Form):
    """All parts; a part may stay empty until the notice is published."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, notice, **kwargs):
        texts = {
            name_of(key, one): notice.words.get(key, {}).get(one, "")
            for key in keys()
            for one in LANGUAGES
        }
        super().__init__(*args, initial={"version": notice.version, **texts}, **kwargs)
        for _heading, parts in groups():
            for key, label in parts:
                for one in LANGUAGES:
                    self.fields[name_of(key, one)] = text_field(label, one)

    def groups(self):
        """(heading, its fields, Thai beside English) as the page folds them."""
        return [
            (heading, [[self[name_of(key, one)] for one in LANGUAGES] for key, _label in parts])
            for heading, parts in groups()
        ]

    @property
    def words(self):
        """What the verb takes."""
        said = self.cleaned_data
        return {key: {one: said[name_of(key, one)] for one in LANGUAGES} for key in keys()}


def name_of(key, language):
    return f"{key.replace('.', '-')}-{language}"


def text_field(label, language):
    widget = forms.Textarea({"rows": 3, "lang": language})
    words = f"{label} ({NAMES[language]})"
    field = ThaiField(label=words, max_length=MOST, required=False, widget=widget)
    field.is_optional = False  # a draft may lack it, a published notice may not
    return field


class PublishForm(forms.Form):
    """The day from which the version holds."""

    valid_from = ProgrammeDateField(label=_("Holds from"))
    version = forms.IntegerField(widget=forms.HiddenInput)

    def clean_valid_from(self):
        day = self.cleaned_data["valid_from"]
        if day < clock.today():
            raise ValidationError(_("This day is past: people are told before a notice holds."))
        return day
