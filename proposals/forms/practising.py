"""Forms of the practice call: how long it is open, and the word that wipes it."""

from django import forms
from django.utils.translation import gettext_lazy as _

DAYS = [(1, _("1 day")), (3, _("3 days")), (7, _("7 days")), (14, _("14 days"))]


class OpenPracticeForm(forms.Form):
    """For how many days people may practise."""

    days = forms.TypedChoiceField(label=_("Open for"), choices=DAYS, coerce=int)


class WipeForm(forms.Form):
    """The name of the practice call, typed so that nobody wipes it by mistake."""

    use_required_attribute = False
    name = forms.CharField(label=_("Name of the practice call"), max_length=200)

    def __init__(self, *args, call=None, **kwargs):
        super().__init__(*args, **kwargs)
        if call is not None:
            self.fields["name"].help_text = call.name_th
