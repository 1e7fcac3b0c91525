"""What is typed about a report to the Prime Minister: to whom, its words, how it went out."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cohorts import wording
from cohorts.forms.fields import line, text
from cohorts.forms.presenting import RecipientForm
from pyp_portal.accounts.fields import ProgrammeDateField

LABELS = {
    "summary": _("The cohort in short"),
    "decisions": _("Decisions asked for"),
    "plan": _("Plan until the next report"),
    "annex": _("Note to the annex"),
}
WORDS = 6000


class WordsForm(RecipientForm):
    """To whom, the four texts, and one text an issue, in the order of the report."""

    def __init__(self, *args, report, issues, **kwargs):
        super().__init__(*args, **kwargs)
        for key in wording.SECTIONS:
            self.fields[key] = text(LABELS[key], required=False, limit=WORDS, rows=6)
        for one in issues:
            label = f"{one['code']} {one['title']}"
            self.fields[wording.key_of(one["code"])] = text(
                label, required=False, limit=WORDS, rows=4
            )
        self.initial |= {
            **report.words,
            "chair_office": report.chair_office,
            "delegation_ref": report.delegation_ref,
        }

    @property
    def words(self):
        """The texts that were typed, by their keys."""
        beside = RecipientForm.base_fields.keys()
        return {key: value for key, value in self.cleaned_data.items() if key not in beside}


class SentForm(forms.Form):
    """Under which number, and when, the letter went out."""

    sent_ref = line(_("Number of the letter"), limit=80)
    sent_on = ProgrammeDateField(label=_("Sent on"))


class AnswerForm(forms.Form):
    """What came back."""

    answer = text(_("What came back"), required=False)
