"""What the pages of the outbox may be asked for."""

from django import forms

from pyp_portal.outbox.models import Message, MessageState

ARRIVED, AGAIN = "arrived", "again"


class AskedForm(forms.Form):
    """A filter in an address: what does not make sense is left out, never an error."""

    after = forms.UUIDField(required=False)

    def asked(self):
        self.is_valid()
        return {name: self.cleaned_data.get(name) for name in self.fields}


class InboxFilter(AskedForm):
    unread = forms.BooleanField(required=False)


class QueueFilter(AskedForm):
    state = forms.ChoiceField(choices=MessageState, required=False)
    q = forms.CharField(required=False, max_length=200)

    def asked(self):
        """The same, with the messages it stands for."""
        asked = super().asked()
        asked["messages"] = Message.objects.in_state(asked["state"]).about(asked["q"])
        return asked


class ResolveForm(forms.Form):
    decision = forms.ChoiceField(choices=[(ARRIVED, ARRIVED), (AGAIN, AGAIN)])

    @property
    def arrived(self):
        return self.cleaned_data["decision"] == ARRIVED
