"""To whom a case is handed over."""

from django import forms
from django.utils.translation import gettext_lazy as _

from proposals.forms.fields import text_field
from proposals.models import Access
from pyp_portal.accounts.models import User
from pyp_portal.accounts.roles import Role


class HandOverForm(forms.Form):
    """Another officer, and a few words for them."""

    use_required_attribute = False
    officer = forms.ModelChoiceField(
        User.objects.none(), label=_("New owner of the case"), empty_label=_("Choose")
    )
    note = text_field(1000, rows=3, label=_("A few words for the new owner"))

    def __init__(self, *args, proposal, **kwargs):
        super().__init__(*args, **kwargs)
        closed = Access.objects.filter(proposal=proposal, kind=Access.Kind.CLOSED).values("user")
        officers = User.objects.holding(Role.STO_STAFF, Role.STO_DIRECTOR).exclude(pk__in=closed)
        self.fields["officer"].queryset = officers.exclude(pk=proposal.case_owner_id)
