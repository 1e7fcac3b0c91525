"""The tiers of a year as data, and the seats of one team where they differ."""

from django.utils.translation import gettext as _

from cohorts import permissions, services
from cohorts.forms.tiers import QuotaForm, RuleForm, TierFormSet
from cohorts.views.answering import ask, posted
from cohorts.views.cohort import cohort_of
from cohorts.views.teams import managed
from pyp_portal.access import require


def tiers(request, year):
    """Numbers, other numbers, names and seats of the tiers; how far contacts may be shown."""
    cohort = cohort_of(request, year)
    require(permissions.can_open_cohort(request.user))
    data = posted(request)[0]
    form = RuleForm(data, initial={"widest_sharing": cohort.widest_sharing})
    rows = TierFormSet(data, queryset=cohort.tiers.all(), prefix="tiers")

    def verb():
        kept = [one.instance for one in rows]
        services.keep_tiers(cohort, kept, by=request.user, **form.cleaned_data)

    return ask(
        request,
        form,
        verb,
        rows=rows,
        title=_("Tiers and seats"),
        label=_("Save the tiers"),
        done=_("The tiers are saved."),
        back=cohort.get_absolute_url(),
        text=_("Fewer seats than wanted only warn; more than the most cannot be asked for."),
        template="cohorts/tiers.html",
    )


def quota(request, code):
    """This team has its own number of seats of a tier."""
    team = managed(request, code)
    form = QuotaForm(posted(request)[0], team=team)

    def verb():
        facts = {name: form.cleaned_data[name] for name in ("seats", "most", "reason")}
        services.set_quota(team, form.cleaned_data["tier"], by=request.user, **facts)

    return ask(
        request,
        form,
        verb,
        title=_("Seats of this team"),
        label=_("Set the seats"),
        done=_("The seats of this team are set."),
        back=team.get_absolute_url(),
        about=team.proposal,
    )
