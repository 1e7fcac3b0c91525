"""The limits of the portfolio as they are typed: one number for each region, level and theme."""

from django import forms

from pyp_portal.accounts.models import Province
from pyp_portal.accounts.roles import Level
from selection.portfolio import DIMENSIONS


class PortfolioForm(forms.Form):
    """An empty box is no limit."""

    use_required_attribute = False

    def __init__(self, *args, themes, limits, **kwargs):
        super().__init__(*args, **kwargs)
        regions = Province.objects.order_by("region_th").values_list("region_th", flat=True)
        self.choices = {
            "region": [(name, name) for name in regions.distinct()],
            "level": Level.choices,
            "theme": list(themes),
        }
        for dimension, choices in self.choices.items():
            for key, label in choices:
                self.fields[f"{dimension}:{key}"] = forms.IntegerField(
                    label=label,
                    min_value=0,
                    max_value=99,
                    required=False,
                    initial=limits.get(dimension, {}).get(key),
                    widget=forms.NumberInput({"class": "form-control"}),
                )

    def parts(self):
        """(heading, its boxes) for each dimension that has any."""
        for dimension, choices in self.choices.items():
            if choices:
                yield DIMENSIONS[dimension], [self[f"{dimension}:{key}"] for key, _ in choices]

    def limits(self):
        """What the plan keeps: only boxes with a number."""
        found = {dimension: {} for dimension in self.choices}
        for name, most in self.cleaned_data.items():
            dimension, _colon, key = name.partition(":")
            if most is not None:
                found[dimension][key] = most
        return {dimension: limits for dimension, limits in found.items() if limits}
