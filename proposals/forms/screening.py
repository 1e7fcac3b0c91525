"""Forms of the officers: checklist, letter of return, merger, more time, correction."""

from django import forms
from django.forms import formset_factory
from django.utils.translation import gettext_lazy as _

from proposals.forms.fields import text_field
from proposals.forms.papers import ReasonForm
from proposals.models import Check
from proposals.questions import CHECK_ITEMS
from proposals.states import TERMINAL, State
from pyp_portal.accounts.fields import ProgrammeDateField


class ChecksForm(forms.Form):
    """E1 to E8, each with its result and the words for the letter."""

    use_required_attribute = False

    def __init__(self, *args, form, checks=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.form = form
        answered = {check.item: check for check in checks}
        for item in CHECK_ITEMS:
            self.add_item(item, answered.get(item))

    def add_item(self, item, check):
        """Two fields for one line of the checklist."""
        self.fields[item] = forms.ChoiceField(
            label=self.form.check_label(item),
            choices=Check.Result.choices,
            widget=forms.RadioSelect,
            required=False,
            initial=check.result if check else None,
        )
        self.fields[f"{item}_reason"] = text_field(
            1000,
            rows=2,
            label=_("%(item)s, reason") % {"item": item},
            initial=check.reason if check else "",
        )

    def clean(self):
        for item in CHECK_ITEMS:
            result = self.cleaned_data.get(item)
            if result and result != Check.Result.PASS and not self.cleaned_data[f"{item}_reason"]:
                self.add_error(f"{item}_reason", _("Give the reason."))
        return self.cleaned_data

    def answers(self):
        """What was answered: item to (result, reason)."""
        data = self.cleaned_data
        return {item: (data[item], data[f"{item}_reason"]) for item in CHECK_ITEMS if data[item]}

    def lines(self):
        """Pairs of bound fields: result and reason."""
        return [(self[item], self[f"{item}_reason"]) for item in CHECK_ITEMS]


def question_choices(form):
    """The questions by number, each once, in the words of the form."""
    first = {}
    for question in form.questions:
        first.setdefault(question.code, question.label)
    return [("", _("Choose")), *((code, f"{code} {label}") for code, label in first.items())]


def needed_words(label):
    """A few words that a letter cannot do without."""
    field = text_field(1000, rows=2, label=label)
    field.is_optional = False
    return field


class DefectForm(forms.Form):
    """One defect: the field, what is wrong, what is asked for."""

    use_required_attribute = False
    question = forms.ChoiceField(label=_("Field of the form"))
    defect_th = needed_words(_("What is wrong"))
    request_th = needed_words(_("What to do"))

    def __init__(self, *args, form, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["question"].choices = question_choices(form)

    def clean(self):
        for name in ("defect_th", "request_th"):
            if not self.cleaned_data.get(name) and name not in self.errors:
                self.add_error(name, _("Say it in a few words."))
        return self.cleaned_data


DefectFormSet = formset_factory(
    DefectForm, extra=2, max_num=30, min_num=1, validate_min=True, can_delete=True
)


class ExtensionForm(ReasonForm):
    """A later last day for a revision, and why."""

    last_day = ProgrammeDateField(label=_("New last day"))


class CorrectionForm(ReasonForm):
    """T33: where the proposal belongs, and why."""

    to = forms.ChoiceField(
        label=_("Right state"),
        choices=[
            ("", _("Choose")),
            *((state.value, state.label) for state in State if state not in TERMINAL),
        ],
    )
    field_order = ["to", "reason"]


class DecisionForm(forms.Form):
    """A second person's answer to a proposal of the first."""

    agrees = forms.BooleanField(required=False)
    answer = text_field(1000, rows=3, label=_("Answer"))
