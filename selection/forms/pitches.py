"""What is typed about the pitch day: sessions, lots, slides, sheets from paper."""

from datetime import time

from django import forms
from django.utils.translation import gettext_lazy as _

from proposals.forms.papers import BeginForm
from pyp_portal.accounts.fields import ProgrammeDateField, ThaiField
from selection.forms.meetings import WhenWhereForm
from selection.forms.parts import ReasonForm, area, moment_of
from selection.kinds import Remarks
from selection.services.writing import REMARK


class SessionForm(WhenWhereForm):
    """A session: when, where, how long each pitch takes, and until when slides are taken."""

    pitch_minutes = forms.IntegerField(
        label=_("Minutes of pitch"), initial=7, min_value=1, max_value=60
    )
    question_minutes = forms.IntegerField(
        label=_("Minutes of questions"), initial=8, min_value=0, max_value=60
    )
    slides_day = ProgrammeDateField(
        label=_("Slides until"),
        required=False,
        help_text=_("Left empty: two working days before, 16.30 hrs."),
    )
    slides_at = forms.TimeField(
        label=_("at"),
        initial=time(16, 30),
        required=False,
        widget=forms.TimeInput({"type": "time"}),
    )

    def clean(self):
        data = super().clean()
        day, at = data.get("slides_day"), data.get("slides_at") or time(16, 30)
        begins = (data.get("day"), data.get("at"))
        if day and all(begins) and moment_of(day, at) > moment_of(*begins):
            self.add_error("slides_day", _("Slides are taken until the session begins at most."))
        return data

    def choices(self):
        data = self.cleaned_data
        chosen = super().choices()
        chosen |= {name: data[name] for name in ("pitch_minutes", "question_minutes")}
        if data["slides_day"]:
            chosen["slides_due"] = moment_of(data["slides_day"], data["slides_at"] or time(16, 30))
        return chosen


class DrawForm(forms.Form):
    """The number of the public, and a reason where an order has been drawn before."""

    public = ThaiField(
        label=_("Number of the public"),
        max_length=200,
        help_text=_(
            "A number that nobody in the office chooses and everybody can look up, such as the "
            "first prize of the next lottery. Say beforehand which one it will be."
        ),
    )

    def __init__(self, *args, is_again=False, **kwargs):
        super().__init__(*args, **kwargs)
        if is_again:
            self.fields |= ReasonForm().fields
            self.fields["reason"].label = _("Why it is drawn again")


class ClosingForm(forms.Form):
    """A reason where points are closed over sheets that are missing."""

    def __init__(self, *args, needs_reason=False, **kwargs):
        super().__init__(*args, **kwargs)
        if needs_reason:
            self.fields |= ReasonForm().fields


class SlidesForm(forms.Form):
    """Slides for a pitch."""

    file = forms.FileField(
        label=_("Slides"),
        help_text=_("PDF or PowerPoint (.pptx), 30 MB at most. New ones take the place of these."),
        error_messages={"required": _("Choose the file with your slides.")},
    )


class SlidesSentForm(BeginForm):
    """Slides as their sender announces them: the portal looks into them once they are here."""

    kind = None


class PaperSheetForm(forms.Form):
    """A score sheet as it stands on paper; every point is needed."""

    strength = area(_("Strengths"), rows=2, required=False, max_length=2000)
    advice = area(_("Advice to the applicant"), rows=2, required=False, max_length=2000)

    def __init__(self, *args, criteria, plan, **kwargs):
        super().__init__(*args, **kwargs)
        self.criteria, words = criteria, self.fields
        self.fields = {}
        for criterion in criteria:
            self.fields[criterion.code] = forms.DecimalField(
                label=str(criterion),
                min_value=1,
                max_value=5,
                step_size=0.5 if plan.half_points else 1,
            )
            if plan.remarks == Remarks.REQUIRED:
                label = f"{criterion.code}: {_('Reason for these points')}"
                self.fields[criterion.code + REMARK] = area(label, rows=2, max_length=2000)
        self.fields |= words

    def entry(self):
        """Keyword arguments for the verb."""
        data = self.cleaned_data
        codes = [criterion.code for criterion in self.criteria]
        return {
            "points": {code: data[code] for code in codes},
            "comments": {code: data.get(code + REMARK, "") for code in codes},
            "strength": data["strength"],
            "advice": data["advice"],
        }


class LastPassForm(forms.Form):
    """The points of one pitch on the page with all of them."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, sheet, criteria, half=False, **kwargs):
        super().__init__(*args, prefix=sheet.uid.hex, **kwargs)
        self.sheet, self.criteria = sheet, criteria
        given = sheet.points()
        self.initial = {"version": sheet.version} | {c.code: given.get(c.code) for c in criteria}
        steps = [n / 2 for n in range(2, 11)] if half else range(1, 6)
        choices = [("", "–"), *((f"{step:g}", f"{step:g}") for step in steps)]
        for criterion in criteria:
            self.fields[criterion.code] = forms.TypedChoiceField(
                label=f"{criterion.code} {sheet.proposal.code}",
                choices=choices,
                required=False,
                empty_value=None,
                widget=forms.Select(
                    {
                        "aria-label": f"{criterion.code} {sheet.proposal.code}",
                        "class": "form-select",
                    }
                ),
            )
            if given.get(criterion.code) is not None:
                self.initial[criterion.code] = f"{float(given[criterion.code]):g}"

    def cells(self):
        """The fields of the criteria, in their order."""
        return [self[criterion.code] for criterion in self.criteria]

    def points(self):
        return {criterion.code: self.cleaned_data[criterion.code] for criterion in self.criteria}
