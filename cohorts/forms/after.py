"""What is typed after the lab: sites, endings."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cohorts.forms.fields import (
    ReasonForm,
    count,
    line,
    one_of,
    text,
)
from cohorts.states import (
    ScaleMode,
    SiteStatus,
)
from pyp_portal.accounts.fields import ProgrammeDateField
from pyp_portal.accounts.models import Province


class SiteForm(forms.Form):
    """Another area that takes up the model."""

    province = forms.ModelChoiceField(queryset=Province.objects.all(), label=_("Province"))
    district_th = line(_("District"), required=False, limit=80)
    agency_th = line(_("Adopting agency"))
    mode = one_of(ScaleMode, _("Direction"), initial=ScaleMode.SCALE_OUT)
    status = one_of(SiteStatus, _("Status"), initial=SiteStatus.INTERESTED)
    started_on = ProgrammeDateField(label=_("Started"), required=False)
    population = count(_("People reached"), required=False)
    indicator_th = line(_("Indicator"), required=False, limit=300)
    evidence_th = line(_("Evidence"), required=False, limit=300)
    note_th = text(_("Note"), required=False, limit=1000)


class ClosingForm(forms.Form):
    """The end of an issue that was carried through."""

    summary_th = text(_("Closing summary"))
    lesson_th = text(_("What was learned"), required=False)
    is_public = forms.BooleanField(label=_("The lesson may be published"), required=False)


class DiscontinueForm(ReasonForm):
    """The end of an issue that is stopped."""

    lesson_th = text(_("What was learned"))
    is_public = forms.BooleanField(label=_("The lesson may be published"), required=False)
