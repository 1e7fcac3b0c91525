"""How everybody looks for issues: by year and by province; what is not known is ignored."""

from django import forms
from django.utils.translation import gettext_lazy as _

from proposals import places
from proposals.models import Proposal
from proposals.states import PUBLIC


class IssuesFilter(forms.Form):
    """Which of the selected issues are shown."""

    year = forms.TypedChoiceField(label=_("Year"), coerce=int, required=False, empty_value=None)
    province = forms.TypedChoiceField(
        label=_("Province"), coerce=int, required=False, empty_value=None
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        years = Proposal.objects.filter(state__in=PUBLIC).order_by()
        known = years.values_list("call__fiscal_year", flat=True).distinct()
        self.fields["year"].choices = [("", _("All years")), *((y, y) for y in sorted(known)[::-1])]
        everywhere = [("", _("All provinces"))]
        self.fields["province"].choices = [*everywhere, *places.provinces().items()]

    def narrow(self, issues):
        """Those that were asked for."""
        self.errors  # noqa: B018 - cleans once
        wanted = self.cleaned_data
        if wanted.get("year"):
            issues = issues.filter(call__fiscal_year=wanted["year"])
        if wanted.get("province"):
            issues = issues.filter(province=wanted["province"])
        return issues
