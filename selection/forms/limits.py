"""What is typed to try limits of the list."""

from django import forms
from django.utils.translation import gettext_lazy as _


def _most(label):
    return forms.IntegerField(label=label, min_value=1, max_value=999, required=False)


class LimitsForm(forms.Form):
    """At most so many of one region, one level, one theme; empty is no limit."""

    region = _most(_("At most of one region"))
    level = _most(_("At most of one level"))
    theme = _most(_("At most of one theme"))

    def limits(self):
        """The limits that were given."""
        return {name: most for name, most in self.cleaned_data.items() if most}


def tried(data, plan):
    """The limits that were typed; those of the plan until one is, or where one makes no sense."""
    form = LimitsForm(data)
    return (form.limits() if form.is_valid() else {}) or plan.portfolio_limits
