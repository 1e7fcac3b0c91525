"""What is typed for lists of policies and for themes."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from proposals.forms.explaining import needed
from proposals.forms.fields import LimitedField, text_field
from proposals.services.policies import line_of, pair_of

MOST, LONGEST = 99, 400


class ListKind(TextChoices):
    """The question of the form that asks by a list."""

    NS = "NS", _("National strategy")
    MP = "MP", _("Master plans")
    NESDP = "NESDP13", _("Milestones of the national development plan")
    SDG = "SDG", _("Sustainable development goals")
    URGENT = "URGENT", _("Urgent policies of the government")


IN_ENGLISH = _("The English may follow behind an upright stroke: Thai | English")


def lines_of(text, longest=LONGEST):
    """What stands on each line, empty ones left out: a name, or "name | English".

    Refused where a part is too long, a name stands there twice, or a line has no name.
    """
    pairs = [pair_of(line) for line in text.splitlines() if line.strip()]
    refuse_too_long([part for pair in pairs for part in pair], longest)
    names = [name for name, _english in pairs]
    if "" in names:
        raise ValidationError(_("A line has nothing before its stroke: write the Thai name there."))
    if twice := [name for name in names if names.count(name) > 1]:
        raise ValidationError(_("“%(line)s” stands there twice.") % {"line": twice[0]})
    return [line_of(*pair) for pair in pairs]


def refuse_too_long(texts, longest=LONGEST):
    if too_long := [text for text in texts if len(text) > longest]:
        raise ValidationError(
            _("“%(line)s…” is longer than %(most)d characters.")
            % {"line": too_long[0][:40], "most": longest}
        )


class ListForm(forms.Form):
    """A list with its policies, one on each line."""

    use_required_attribute = False
    kind = forms.ChoiceField(label=_("Question of the form"), choices=ListKind.choices)
    code = forms.SlugField(
        label=_("Code of the list"),
        max_length=32,
        help_text=_("Latin letters, digits and hyphens, such as URGENT-2569. It never changes."),
    )
    name_th = needed(LimitedField(most=200, label=_("Name of the list")))
    name_en = LimitedField(most=200, label=_("Name of the list in English"))
    names = needed(
        text_field(
            40_000,
            rows=12,
            label=_("Policies, one on each line, in their order"),
            help_text=IN_ENGLISH,
        )
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, is_new, **kwargs):
        super().__init__(*args, **kwargs)
        if not is_new:
            del self.fields["kind"], self.fields["code"]

    def clean_names(self):
        found = lines_of(self.cleaned_data["names"])
        if len(found) > MOST:
            raise ValidationError(
                _("A list has at most %(most)d policies; these are %(n)d.")
                % {"most": MOST, "n": len(found)}
            )
        return found


class ThemesForm(forms.Form):
    """The words of each theme, and new ones; ``seen`` is the mark that the page showed."""

    use_required_attribute = False
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, themes, seen, **kwargs):
        super().__init__(*args, initial={"seen": seen}, **kwargs)
        self.codes = [theme.code for theme in themes]
        for theme in themes:
            label = _("%(code)s in English") % {"code": theme.code}
            field, english = LimitedField(most=200, label=theme.code), LimitedField(most=200)
            field.initial, english.initial, english.label = theme.name_th, theme.name_en, label
            self.fields[theme.code] = needed(field)
            self.fields[f"{theme.code}-en"] = english
        label = _("New themes, one on each line")
        self.fields["added"] = text_field(4000, rows=3, label=label, help_text=IN_ENGLISH)

    def clean_added(self):
        return lines_of(self.cleaned_data["added"], 200)

    def words(self):
        """{code: (name, name in English)}"""
        data = self.cleaned_data
        return {code: (data[code], data[f"{code}-en"]) for code in self.codes}

    def facts(self):
        """What the verb asks for."""
        data = self.cleaned_data
        return {"words": self.words(), "added": data["added"], "seen": data["seen"] or None}


class EnglishForm(forms.Form):
    """The English names of a list whose Thai ones stay: one field for each policy."""

    use_required_attribute = False
    name_en = LimitedField(most=200, label=_("Name of the list in English"))

    def __init__(self, *args, scheme, **kwargs):
        super().__init__(*args, initial={"name_en": scheme.name_en}, **kwargs)
        self.codes = []
        for item in scheme.items.all():
            field = LimitedField(most=LONGEST, label=item.name_th)
            field.initial = item.name_en
            self.fields[item.code] = field
            self.codes.append(item.code)

    def words(self):
        """{code of a policy: its English}"""
        return {code: self.cleaned_data[code] for code in self.codes}
