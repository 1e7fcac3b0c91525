"""What a team types in the lab."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cohorts.forms.fields import (
    FileField,
    count,
    line,
    one_of,
    text,
)
from cohorts.models.evidence import misfits
from cohorts.states import (
    ActivityKind,
    Channel,
    Fidelity,
    Involvement,
    PrototypeKind,
    VersionDecision,
)
from pyp_portal import clock
from pyp_portal.accounts.fields import ProgrammeDateField

AGES = (("under_18", "0-17"), ("age_18", "18-29"), ("age_30", "30-44"), ("age_45", "45-59"))
AGES += (("age_60", "60+"),)


class ActivityForm(forms.Form):
    """People took part: counts only, and what changed because of them."""

    kind = one_of(ActivityKind, _("Kind of activity"))
    level = one_of(Involvement, _("How far their word reaches"))
    channel = one_of(Channel, _("How people met"), initial=Channel.ONSITE)
    held_on = ProgrammeDateField(label=_("Date"))
    place_th = line(_("Place"))
    people_total = count(_("People in all"), least=1)
    female = count(_("Women"))
    male = count(_("Men"))
    under_18 = count(_("People aged up to 17"), required=False)
    age_18 = count(_("People aged 18 to 29"), required=False)
    age_30 = count(_("People aged 30 to 44"), required=False)
    age_45 = count(_("People aged 45 to 59"), required=False)
    age_60 = count(_("People aged 60 and over"), required=False)
    vulnerable = count(_("From vulnerable groups"), required=False)
    main_points_th = text(_("What people said"))
    what_changed_th = text(_("What changed because of it"))

    def clean_held_on(self):
        return not_later_than_today(self.cleaned_data["held_on"])

    def clean(self):
        data = super().clean()
        parts = (data.get("female") or 0) + (data.get("male") or 0)
        if data.get("people_total") is not None and parts > data["people_total"]:
            self.add_error("people_total", _("Women and men together are more than people in all."))
        self.check_groups(data)
        return data

    def check_groups(self, data):
        """Age groups part the people among them; whoever is vulnerable is one of them."""
        bands = {name: data.get(name) or 0 for name, _label in AGES}
        for name, sentence in misfits(
            data.get("people_total"), bands, data.get("vulnerable")
        ).items():
            self.add_error(name, sentence)

    def facts(self):
        """The answers as the record keeps them; age groups in one place."""
        data = dict(self.cleaned_data)
        bands = {label: data.pop(name) for name, label in AGES}
        data["age_bands"] = {label: n for label, n in bands.items() if n}
        data["vulnerable"] = data["vulnerable"] or 0
        return data


def not_later_than_today(day):
    """What has happened cannot lie ahead."""
    if day > clock.today():
        raise ValidationError(_("This day has not come yet."))
    return day


class VersionForm(forms.Form):
    """A version of a prototype; the first one names the prototype too."""

    prototype = forms.ModelChoiceField(
        queryset=None, label=_("Prototype"), required=False, empty_label=_("A new prototype")
    )
    name_th = line(_("Name of the new prototype"), required=False)
    kinds = forms.MultipleChoiceField(
        label=_("What the new prototype is"),
        choices=PrototypeKind.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    made_on = ProgrammeDateField(label=_("Date of the version"))
    description_th = text(_("What it is"))
    what_changed_th = text(_("What changed and why"))
    fidelity = one_of(Fidelity, _("Closeness to the real thing"))
    decision = one_of(VersionDecision, _("Decision"))
    file = FileField(label=_("File"))

    def __init__(self, *args, team, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["prototype"].queryset = team.prototypes.all()

    def clean(self):
        data = super().clean()
        if not data.get("prototype") and not data.get("name_th"):
            self.add_error("name_th", _("Give the new prototype a name."))
        return data
