"""What people ask, and what officers answer."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from proposals import once
from proposals.forms.explaining import needed
from proposals.forms.fields import LimitedField, LooseEmailField, text_field
from proposals.models import Enquiry
from pyp_portal.accounts.fields import PhoneField

MOST = 4000
MOST_LINKS = 2
LINK = re.compile(r"https?://|www\.", re.IGNORECASE)
CATEGORIES = [("", _("Choose")), *Enquiry.Category.choices]


def category_field():
    return forms.ChoiceField(label=_("About what"), choices=CATEGORIES)


class SealedForm(forms.Form):
    """A form that is sent once, and not by a machine; what was typed is given back otherwise."""

    use_required_attribute = False
    seal = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["seal"] = once.seal()
        self.token = None

    def clean(self):
        data = super().clean()
        try:
            self.token = once.token_of(data.get("seal", ""))
        except once.NotSealed:
            self.data = self.data.copy()
            self.data[self.add_prefix("seal")] = self.initial["seal"]
            raise ValidationError(
                _("We could not take this page as it was sent. Look it over and send it again.")
            ) from None
        return data


class AskForm(SealedForm):
    """A question of somebody who is signed in."""

    category = category_field()
    question = needed(text_field(MOST, rows=6, label=_("Your question")))
    is_private = forms.BooleanField(
        label=_("Answer me alone"),
        help_text=_(
            "Otherwise the office may publish question and answer for everybody, "
            "never with your name."
        ),
        required=False,
    )

    @property
    def facts(self):
        """What the verb asks for."""
        return {name: self.cleaned_data[name] for name in self.KEPT}

    KEPT = ("category", "question", "is_private")


class StrangerForm(AskForm):
    """A question of a visitor: with an address for the answer, and a trap for machines."""

    name = needed(LimitedField(most=200, label=_("Your name"), help_text=_("Only to answer you.")))
    email = needed(LooseEmailField(label=_("E-mail"), help_text=_("The answer goes there.")))
    phone = PhoneField(label=_("Telephone"), required=False)
    website = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput({"tabindex": "-1", "autocomplete": "off"}),
    )
    field_order = ["category", "question", "name", "email", "phone", "is_private", "website"]
    KEPT = (*AskForm.KEPT, "name", "email", "phone")

    def clean_website(self):
        if self.cleaned_data["website"]:
            raise ValidationError(_("Leave this empty"))
        return ""

    def clean_question(self):
        question = self.cleaned_data["question"]
        if len(LINK.findall(question)) > MOST_LINKS:
            raise ValidationError(_("Leave out some of the links: two are enough for a question."))
        return question


class AnswerEnquiryForm(forms.Form):
    """The answer to one question."""

    use_required_attribute = False
    answer = needed(text_field(MOST, rows=8, label=_("Answer")))


class PublishForm(forms.Form):
    """Under what, and in which words, everybody reads it."""

    use_required_attribute = False
    category = category_field()
    public_question = needed(
        text_field(MOST, rows=4, label=_("Question, in words that name nobody"))
    )
    public_answer = needed(text_field(MOST, rows=6, label=_("Answer for everybody")))


class WriteForm(forms.Form):
    """A question that the office asks and answers itself."""

    use_required_attribute = False
    category = category_field()
    question = needed(text_field(MOST, rows=4, label=_("The question")))
    answer = needed(text_field(MOST, rows=8, label=_("Answer")))


class AnswersFilter(forms.Form):
    """What is looked for among the published questions; what is not known is ignored."""

    q = LimitedField(most=200, label=_("Search"))
    category = forms.ChoiceField(
        label=_("About what"),
        choices=[("", _("Everything")), *Enquiry.Category.choices],
        required=False,
    )

    def chosen(self):
        self.errors  # noqa: B018 - cleans once
        return {name: value for name, value in self.cleaned_data.items() if value}


class CallForm(SealedForm):
    """A call that an officer takes: who called, what was asked, what was answered."""

    name = LimitedField(most=200, label=_("Name of the caller"))
    phone = PhoneField(label=_("Telephone"), required=False)
    email = LooseEmailField(label=_("E-mail"), required=False)
    proposal = forms.ModelChoiceField(
        None, to_field_name="code", required=False, empty_label="–", label=_("About which proposal")
    )
    category = category_field()
    question = needed(text_field(MOST, rows=4, label=_("The question")))
    answer = text_field(
        MOST,
        rows=5,
        label=_("What was answered"),
        help_text=_("Left empty, the question waits in the queue."),
    )

    def __init__(self, *args, proposals, person=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["proposal"].queryset = proposals
        self.person = person
        if person:
            del self.fields["name"], self.fields["email"]
        else:
            self.fields["name"].required = True

    @property
    def facts(self):
        """What the verb asks for."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seal"}
