"""What the office chooses for a letter that invites."""

from django import forms
from django.utils.translation import gettext_lazy as _

from proposals.call_papers import admitted
from pyp_portal import clock
from pyp_portal.accounts.roles import AgencyType

PROPOSE = "propose"


class InvitationForm(forms.Form):
    """To what a letter invites, and the heads of which kinds of agency."""

    use_required_attribute = False
    to = forms.ChoiceField(label=_("Invite to"))
    kinds = forms.MultipleChoiceField(
        label=_("To the heads of"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one kind of agency to write to.")},
    )

    def __init__(self, call, data=None):
        may = admitted(call)
        super().__init__(data, initial={"kinds": may})
        self.events = {
            str(event.uid): event
            for event in call.briefings.filter(cancelled_at=None, ends_at__gt=clock.now())
        }
        self.fields["to"].choices = [
            (PROPOSE, _("propose an integration issue")),
            *((uid, event.title) for uid, event in self.events.items()),
        ]
        self.fields["kinds"].choices = [(k.value, k.label) for k in AgencyType if k in may]

    @property
    def facts(self):
        """What the verb asks for."""
        data = self.cleaned_data
        return {"kinds": data["kinds"], "event": self.events.get(data["to"])}
