"""What is typed for lists of policies and for themes."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from proposals.forms.explaining import needed
from proposals.forms.fields import LimitedField, text_field

MOST, LONGEST = 99, 400


class ListKind(TextChoices):
    """The question of the form that asks by a list."""

    NS = "NS", _("National strategy")
    MP = "MP", _("Master plans")
    NESDP = "NESDP13", _("Milestones of the national development plan")
    SDG = "SDG", _("Sustainable development goals")
    URGENT = "URGENT", _("Urgent policies of the government")


def lines_of(text, longest=LONGEST):
    """What stands on each line, empty ones left out; refused where one is too long or twice."""
    found = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    if too_long := [line for line in found if len(line) > longest]:
        raise ValidationError(
            _("“%(line)s…” is longer than %(most)d characters.")
            % {"line": too_long[0][:40], "most": longest}
        )
    if twice := [line for line in found if found.count(line) > 1]:
        raise ValidationError(_("“%(line)s” stands there twice.") % {"line": twice[0]})
    return found


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
    names = needed(
        text_field(40_000, rows=12, label=_("Policies, one on each line, in their order"))
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
    """The words of each theme, and new ones."""

    use_required_attribute = False

    def __init__(self, *args, themes, **kwargs):
        super().__init__(*args, **kwargs)
        self.codes = [theme.code for theme in themes]
        for theme in themes:
            field = needed(LimitedField(most=200, label=theme.code))
            field.initial = theme.name_th
            self.fields[theme.code] = field
        label = _("New themes, one on each line")
        self.fields["added"] = text_field(4000, rows=3, label=label)

    def clean_added(self):
        return lines_of(self.cleaned_data["added"], 200)

    def words(self):
        return {code: self.cleaned_data[code] for code in self.codes}
