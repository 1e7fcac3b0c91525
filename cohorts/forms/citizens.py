"""What citizens fill in without an account: two minutes, on a small phone, without JavaScript."""

from functools import cache

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cohorts.masking import has_link, is_code
from cohorts.states import ActivityKind
from cohorts.voices import AgeBand, Feel, Group
from proposals import places
from proposals.forms.enquiring import SealedForm
from proposals.forms.fields import LimitedField, LooseEmailField

MOST = 1000
UNSAID = [("", _("I would rather not say"))]


def chosen(choices, label):
    """One of a few words, or none of them."""
    return forms.ChoiceField(label=label, choices=UNSAID + choices.choices, required=False)


@cache
def districts_of(province_code):
    """Key and name of each district of a province, in the order of the official list."""
    return [
        (place.key, place.district_th)
        for place in places.places()
        if place.province_code == province_code and place.district_th and not place.subdistrict_th
    ]


def places_near(province):
    """Where a citizen may live: the districts of the area first, then any province."""
    near = [(province.name_th, districts_of(province.pk))] if province else []
    anywhere = [(str(code), name) for code, name in places.provinces().items()]
    return [*UNSAID, *near, (_("Another province"), anywhere)]


class CitizenForm(SealedForm):
    """What both public forms ask: who one is, in groups and never by name; a trap for machines."""

    age_band = chosen(AgeBand, _("Age"))
    group = chosen(Group, _("I belong to this group"))
    place = forms.ChoiceField(label=_("Where you live"), required=False)
    email = LooseEmailField(
        label=_("E-mail, to hear what changed because of it"),
        help_text=_("One mail, when the activity is closed. It is not kept with what you write."),
        required=False,
    )
    agrees = forms.BooleanField(
        label=_("You may use this e-mail to tell me once what changed."), required=False
    )
    website = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput({"tabindex": "-1", "autocomplete": "off"}),
    )

    def __init__(self, *args, province=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = places_near(province)

    def clean(self):
        """An address and the consent to use it go together (section 8.1)."""
        data = super().clean()
        email, agrees = data.get("email"), data.get("agrees")
        if email and not agrees:
            self.add_error("agrees", _("Tick this, or leave the e-mail empty: both are fine."))
        elif agrees and not email and "email" not in self.errors:
            self.add_error("email", _("Write the e-mail, or take the tick below it away."))
        return data

    @property
    def wish(self):
        """The address to be told what changed, where one was left."""
        return self.cleaned_data.get("email", "")

    def clean_website(self):
        if self.cleaned_data["website"]:
            raise ValidationError(_("Leave this empty"))
        return ""

    def plain(self, name):
        """Words without code or links; else the sentence that says so."""
        words = self.cleaned_data[name]
        if is_code(words):
            raise ValidationError(
                _("Write in plain words: signs like < > of a program are not taken.")
            )
        if has_link(words):
            raise ValidationError(_("Leave out the link and say it in your own words."))
        return words

    @property
    def facts(self):
        """What the verb asks for."""
        place = places.of_key(self.cleaned_data["place"])
        kept = {name: self.cleaned_data[name] for name in self.KEPT if name in self.cleaned_data}
        if place:
            kept |= {"province_id": place.province_code, "district_th": place.district_th}
        return kept

    KEPT = ("age_band", "group")


class VoiceForm(CitizenForm):
    """An opinion, and whether the prototype works for the one who tried it."""

    feel = forms.ChoiceField(
        label=_("Does it work for you?"),
        choices=Feel.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    words = LimitedField(
        most=MOST,
        widget=forms.Textarea({"rows": 4}),
        label=_("Tell us more"),
        help_text=_("Your own way of speaking is fine. The microphone of your keyboard types too."),
    )
    field_order = ["feel", "words", "age_band", "place", "group", "email", "agrees", "website"]
    KEPT = (*CitizenForm.KEPT, "feel", "words")

    def __init__(self, *args, activity=None, **kwargs):
        super().__init__(*args, **kwargs)
        if activity is None:  # nothing is closed of which one could be told
            del self.fields["email"], self.fields["agrees"]
        if activity and activity.kind == ActivityKind.OPINION:
            del self.fields["feel"]
            self.fields["words"].label = _("Your opinion")

    def feels(self):
        """Each verdict, and whether it is chosen."""
        return [(feel, self["feel"].value() == feel.value) for feel in Feel]

    def clean_words(self):
        return self.plain("words")

    def clean(self):
        data = super().clean()
        if not (self.errors or data.get("words") or data.get("feel")):
            raise ValidationError(_("Choose an answer or write a few words, then send it."))
        return data

    @property
    def kind(self):
        """Who says whether it works has tried it."""
        return ActivityKind.TEST if self.cleaned_data.get("feel") else ActivityKind.OPINION


class SignUpForm(CitizenForm):
    """A place at a day of designing together; who gives no contact is welcome too."""

    called = LimitedField(most=80, label=_("What we may call you"))
    contact = LimitedField(
        most=254,
        label=_("Telephone or e-mail"),
        help_text=_("Only to tell you when the day changes. It is deleted when the activity ends."),
    )
    needs_th = LimitedField(
        most=300,
        label=_("What you need to take part"),
        help_text=_("For example a ramp, sign language or somebody to look after a child."),
    )
    field_order = ["called", "contact", "needs_th", "age_band", "place", "group"]
    field_order += ["email", "agrees", "website"]
    KEPT = (*CitizenForm.KEPT, "called", "contact", "needs_th")

    def clean_called(self):
        return self.plain("called")

    def clean_contact(self):
        return self.plain("contact")

    def clean_needs_th(self):
        return self.plain("needs_th")
