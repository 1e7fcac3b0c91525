"""What a person types to keep a view of the list."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pyp_portal.accounts.deputy_forms import OfficerField
from pyp_portal.accounts.fields import ThaiField

LONGEST = 60


class ViewNameForm(forms.Form):
    """The name of a view, and who sees it."""

    name = ThaiField(label=_("Name of the view"), max_length=LONGEST)
    is_shared = forms.BooleanField(required=False, label=_("Show it to the office"))

    def __init__(self, *args, may_share, **kwargs):
        super().__init__(*args, **kwargs)
        if not may_share:
            del self.fields["is_shared"]


class NewViewForm(ViewNameForm):
    """A new view may be the one with which the list opens."""

    opens_first = forms.BooleanField(required=False, label=_("Open the list with it"))


class TargetForm(forms.Form):
    """To which officer the ticked proposals go."""

    target = OfficerField(label=_("To officer"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["target"].offer()
