"""How a person chooses to be told."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout, Submit
from django import forms
from django.utils.translation import gettext_lazy as _

from pyp_portal.preferences.models import Way
from pyp_portal.topics import Topic

LANGUAGES = [("th", "ไทย"), ("en", "English")]


class PreferenceForm(forms.Form):
    """One choice for each topic, the morning mail, and the language of mails."""

    language = forms.ChoiceField(label=_("Language of the e-mails to me"), choices=LANGUAGES)
    morning = forms.BooleanField(
        label=_("Write to me in the morning of each working day what waits for me"),
        help_text=_("At 08.30, in one e-mail. On days on which nothing waits none is sent."),
        required=False,
    )

    def __init__(self, *args, topics, **kwargs):
        super().__init__(*args, **kwargs)
        for topic in topics:
            self.fields[topic.value] = forms.ChoiceField(label=topic.label, choices=Way)
        self.topics = [topic.value for topic in topics]
        self.helper = FormHelper()
        self.helper.layout = Layout(
            Fieldset(_("What I may choose"), *self.topics),
            Fieldset(_("The morning e-mail"), "morning"),
            Fieldset(_("Language"), "language"),
        )
        self.helper.add_input(Submit("save", _("Keep my choices")))

    @property
    def chosen(self):
        """What the verb takes."""
        said = self.cleaned_data
        ways = {topic: said[topic] for topic in self.topics if said[topic] != Way.AT_ONCE}
        return {"language": said["language"], "ways": ways, "morning": said["morning"]}


def topics_for(user):
    """What arrives at the office concerns its officers, and who leads an agency."""
    is_asked = user.is_sto_staff or bool(user.led_agency_ids)
    return [topic for topic in Topic if is_asked or topic != Topic.OFFICE]
