"""One answer in which a typo is corrected, and why."""

from django import forms
from django.utils.translation import gettext_lazy as _

from proposals.forms.fields import field_of
from proposals.forms.papers import ReasonForm
from proposals.services.typos import mendable


class FieldForm(forms.Form):
    """Which field: chosen before its text is shown."""

    use_required_attribute = False
    q = forms.ChoiceField(label=_("Field of the form"))

    def __init__(self, *args, form, **kwargs):
        super().__init__(*args, **kwargs)
        pairs = [(q.name, f"{q.code} {q.label}") for q in mendable(form)]
        self.fields["q"].choices = [("", _("Choose")), *pairs]


class MendForm(ReasonForm):
    """The text as it stands, to be corrected with the limits of its question, and the reason."""

    field_order = ["text", "reason"]

    def __init__(self, *args, question, answers, **kwargs):
        super().__init__(*args, initial={"text": question.answer(answers)}, **kwargs)
        self.fields["text"] = field_of(
            question.kind,
            question.source,
            lambda source: [],
            most=question.max_length,
            label=f"{question.code} {question.label}",
        )
        self.fields["text"].is_optional = not question.required
        self.order_fields(self.field_order)
