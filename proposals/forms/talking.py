"""A comment on a field, or an answer to one."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from proposals.forms.fields import text_field

MOST = 2000


class CommentForm(forms.Form):
    """What to say; ``to`` names the thread that is answered, ``key`` the form that was opened."""

    use_required_attribute = False
    text = text_field(MOST, rows=3, label=_("Comment"))
    to = forms.UUIDField(required=False, widget=forms.HiddenInput)
    key = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, data=None, *, thread=None):
        ends = f"_{thread.uid}" if thread else ""
        initial = {"to": thread.uid if thread else None, "key": uuid4()}
        super().__init__(data, initial=initial, auto_id=f"id_%s{ends}")
        self.fields["text"].required = True
        self.fields["text"].is_optional = False
        if thread:
            self.fields["text"].label = _("Your answer")

    def clean_key(self):
        return self.cleaned_data["key"] or uuid4()
