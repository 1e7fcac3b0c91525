"""What is typed about directives: the order, how far it is, a later day."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cohorts.forms.fields import AgencyField, FileField, ReasonForm, one_of, text
from cohorts.presenting_states import DirectiveStatus
from pyp_portal.accounts.fields import ProgrammeDateField, ThaiField


class DirectiveForm(forms.Form):
    """An order given at the presentation."""

    text_th = ThaiField(
        label=_("Directive"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    responsible_agency = AgencyField(label=_("Responsible agency"))
    due_on = ProgrammeDateField(label=_("Due"))


DirectiveFormSet = forms.formset_factory(DirectiveForm, extra=1, can_delete=True, max_num=20)


def directives_of(formset):
    """The directives that were filled in."""
    rows = [dict(form.cleaned_data) for form in formset if form.cleaned_data]
    kept = [row for row in rows if not row.pop("DELETE", False)]
    return [row for row in kept if row]


class DirectiveStatusForm(forms.Form):
    """How far a directive is carried out, as the office sees it."""

    status = one_of(DirectiveStatus, _("Status"))
    evidence_th = text(_("By what it can be seen"), required=False)
    file = FileField(label=_("Evidence as a file"))


class DirectiveReportForm(DirectiveStatusForm):
    """The same from the agency that carries it out: the office confirms what it reports."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        told = (DirectiveStatus.IN_PROGRESS, DirectiveStatus.REPORTED)
        self.fields["status"].choices = [(status, status.label) for status in told]


class PostponeForm(ReasonForm):
    """A later day for a directive, and why."""

    due_on = ProgrammeDateField(label=_("New due date"))

    field_order = ("due_on", "reason")
