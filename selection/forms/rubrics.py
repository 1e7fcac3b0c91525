"""What is typed about the criteria of a rubric."""

from django import forms
from django.utils.translation import gettext_lazy as _

from proposals.forms.several import SeveralForms
from proposals.grounds import REASON_MAX
from pyp_portal import clock
from pyp_portal.accounts.fields import ThaiField
from selection.forms.parts import area

POINTS = range(1, 6)
COLUMNS = {"label_th": "col-md-6", "label_en": "col-md-6", "weight": "col-md-3"}


class CriterionForm(forms.Form):
    """One criterion: its name, its weight, what each of the points 1 to 5 means."""

    use_required_attribute = False
    label_th = ThaiField(label=_("Name of the criterion"), max_length=200)
    label_en = forms.CharField(label=_("Name in English"), max_length=200, required=False)
    weight = forms.IntegerField(label=_("Weight in percent"), min_value=1, max_value=100)
    has_floor = forms.BooleanField(label=_("The lowest mean holds for it"), required=False)

    def __init__(self, criterion, *args, floors, **kwargs):
        self.criterion = criterion
        shown = {name: getattr(criterion, name) for name in ("label_th", "label_en", "weight")}
        shown |= {f"anchor_{n}": text for n, text in zip(POINTS, criterion.anchors, strict=True)}
        shown["has_floor"] = criterion.code in floors
        super().__init__(*args, initial=shown, prefix=criterion.code, **kwargs)
        for n in POINTS:
            label = _("What %(n)d points mean") % {"n": n}
            self.fields[f"anchor_{n}"] = area(label, rows=2, max_length=1000)
        for name, field in self.fields.items():
            field.column = COLUMNS.get(name, "col-12")

    def words(self):
        """The criterion as the verb takes it."""
        data = self.cleaned_data
        kept = {name: data[name] for name in ("label_th", "label_en", "weight")}
        return kept | {"anchors": [data[f"anchor_{n}"] for n in POINTS]}


class ReasonForm(forms.Form):
    """Why it changes, once the call has opened with it announced; what the page showed."""

    reason = area(_("Why an announced setting changes"), rows=2, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, call, seen, **kwargs):
        super().__init__(*args, initial={"seen": seen}, **kwargs)
        self.fields["reason"].max_length = REASON_MAX
        if call.opens_at > clock.now():
            del self.fields["reason"]


class RubricForm(SeveralForms):
    """All criteria of one rubric, and the reason."""

    def __init__(self, rubric, data=None, *, seen):
        floors = rubric.plan.floor_criteria
        self.criteria = [CriterionForm(one, data, floors=floors) for one in rubric.criteria.all()]
        self.own = ReasonForm(data, call=rubric.plan.call, seen=seen)
        self.own.summary_above = True

    @property
    def forms(self):
        """Every form of the page, as the error summary reads them."""
        return [self.own, *self.criteria]

    def facts(self):
        """What the verb asks for."""
        rows = {form.criterion.code: form for form in self.criteria}
        data = self.own.cleaned_data
        return {
            "words": {code: form.words() for code, form in rows.items()},
            "floors": [code for code, form in rows.items() if form.cleaned_data["has_floor"]],
            "reason": data.get("reason", ""),
            "seen": data["seen"] or None,
        }
