"""To whom work is handed: a colleague of the agency, or another officer of the PYP Office."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pyp_portal.accounts.deputy_forms import OfficerField
from pyp_portal.accounts.fields import ThaiField
from pyp_portal.accounts.models import Membership, User


class HandOverForm(forms.Form):
    """A successor among those who act for the agency; a reason where one does it for another."""

    successor = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Successor"),
        help_text=_("A colleague who acts for this agency today"),
        empty_label=_("Choose"),
        widget=forms.Select({"data-picker": ""}),
    )
    reason = ThaiField(
        label=_("Reason"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The person reads it, and the history keeps it."),
    )

    def __init__(self, *args, membership, is_mine, **kwargs):
        super().__init__(*args, **kwargs)
        active = Membership.objects.active().filter(agency=membership.agency_id)
        others = active.exclude(pk=membership.pk)
        self.fields["successor"].queryset = User.objects.filter(
            pk__in=others.values("user"), is_active=True
        )
        if is_mine:
            del self.fields["reason"]


class OfficersForm(forms.Form):
    """From which officer to which: asked by the address, so that the preview can be shared."""

    officer = OfficerField(label=_("From officer"))
    target = OfficerField(label=_("To officer"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["officer"].queryset = User.objects.filter(
            pk__in=User.objects.exclude(cases=None).values("pk")
        )
        self.fields["target"].offer()

    def clean(self):
        data = super().clean()
        if data.get("officer") and data.get("officer") == data.get("target"):
            self.add_error("target", _("Choose another officer of the PYP Office."))
        return data
