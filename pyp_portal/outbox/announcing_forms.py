"""What is typed about an announcement: to whom, which words, how many it reaches, why not."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pyp_portal import thai
from pyp_portal.outbox.audiences import choices
from pyp_portal.outbox.mending_forms import ReasonForm
from pyp_portal.outbox.models import Announcement


class AnnouncementForm(forms.ModelForm):
    """The words in Thai; in English for those who chose it, both subject and text or neither."""

    audience = forms.ChoiceField(
        label=_("To which group"),
        help_text=_("Official mailboxes of agencies are copied where the name of the group says."),
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Announcement
        fields = ["audience", "subject_th", "body_th", "subject_en", "body_en", "is_news"]
        help_texts = {
            "is_news": _("It then reaches only those who agreed to news, and official mailboxes."),
        }
        widgets = {
            "body_th": forms.Textarea({"rows": 8}),
            "subject_en": forms.TextInput({"lang": "en"}),
            "body_en": forms.Textarea({"rows": 6, "lang": "en"}),
        }

    def __init__(self, *args, user, instance=None, **kwargs):
        kept = {"version": instance.version if instance else 0}
        super().__init__(*args, instance=instance, initial=kept, **kwargs)
        self.fields["audience"].choices = list(choices(user))

    def clean(self):
        data = super().clean()
        for name in ("subject_th", "body_th", "subject_en", "body_en"):
            data[name] = thai.normalise(data.get(name) or "")
        if bool(data["subject_en"]) != bool(data["body_en"]):
            empty = "body_en" if data["subject_en"] else "subject_en"
            self.add_error(empty, _("Give both subject and text in English, or neither."))
        return data

    def words(self):
        """Keyword arguments for the verb."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class LetGoForm(forms.Form):
    """The number of receivers, typed by hand: a second look that no habit presses away."""

    typed = forms.IntegerField(
        label=_("Type how many addresses it reaches"),
        min_value=0,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class RefuseForm(ReasonForm):
    version = forms.IntegerField(widget=forms.HiddenInput)
