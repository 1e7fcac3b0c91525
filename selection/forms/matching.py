"""What is typed when readers are to be found by the optimiser."""

from math import ceil

from django import forms
from django.utils.translation import gettext_lazy as _

from proposals.grounds import REASON_MAX, REASON_MIN
from selection.forms.parts import area
from selection.matching.problem import Rules

MOST = 99
LEAST_READERS = 2  # with one reader each no two judges could be compared


class MatchingForm(forms.Form):
    """The rules by which readers are found; the figures offered share the work evenly."""

    everyone = forms.BooleanField(
        label=_("Everyone without an interest reads everything"),
        help_text=_("Recommended up to 40 proposals; the rules below then do not matter."),
        required=False,
    )
    readers = forms.IntegerField(
        label=_("Readers per proposal"), min_value=LEAST_READERS, max_value=MOST
    )
    floor = forms.IntegerField(
        label=_("Proposals for each judge, at least"), min_value=0, max_value=9999
    )
    ceiling = forms.IntegerField(
        label=_("Proposals for each judge, at most"),
        help_text=_("What a member entered about load and days away counts as well."),
        min_value=1,
        max_value=9999,
    )
    expert = forms.BooleanField(
        label=_("At least one reader must know the theme"),
        help_text=_("Without the tick it is a wish that is kept where it can be."),
        required=False,
    )
    outside = forms.BooleanField(
        label=_("At least one reader must come from outside the region"), required=False
    )
    keep_all = forms.BooleanField(
        label=_("All readers of today stay"),
        help_text=_("Who has begun to score stays in any case."),
        required=False,
    )
    seed = forms.IntegerField(
        label=_("Number that shuffles what is equal"),
        help_text=_("Leave it empty for a new one; the same number gives the same readers."),
        required=False,
        min_value=0,
        max_value=999_999,
    )

    def __init__(self, *args, may_all_read, **kwargs):
        super().__init__(*args, **kwargs)
        if not may_all_read:
            del self.fields["everyone"]

    def clean(self):
        data = super().clean()
        floor, ceiling = data.get("floor"), data.get("ceiling")
        if floor is not None and ceiling is not None and floor > ceiling:
            self.add_error("ceiling", _("Enter at least as many as the smallest number above."))
        return data

    def rules(self):
        """The rules for the optimiser."""
        return Rules(**{name: value for name, value in self.cleaned_data.items() if name != "seed"})


def offered(problem, readers):
    """What the form shows first for these judges and proposals."""
    readers = max(readers, LEAST_READERS)
    share = readers * len(problem.issues) / max(len(problem.judges), 1)
    return {
        "readers": readers,
        "floor": max(int(share) - 1, 0),
        "ceiling": ceil(share) + 1,
        "expert": any(judge.themes for judge in problem.judges),
        "outside": True,
        "keep_all": bool(problem.present),
    }


class ReadersForm(forms.Form):
    """Who shall read one proposal, and why it is changed."""

    reads = forms.TypedMultipleChoiceField(coerce=int, required=False)
    reason = area(_("Why you change the readers"), rows=2, min_length=REASON_MIN)

    def __init__(self, *args, numbers, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reads"].choices = [(number, number) for number in numbers]

    def clean_reason(self):
        reason = self.cleaned_data["reason"]
        if len(reason) > REASON_MAX:
            raise forms.ValidationError(_("Shorten it to 1,000 characters."))
        return reason
