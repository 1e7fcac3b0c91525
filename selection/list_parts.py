"""What the lists of the selection share: the plan that was asked for, the columns of a proposal."""

from django.utils.translation import gettext_lazy as _

from selection.models import SelectionPlan

PROPOSAL = (
    (_("Number"), lambda row: row.proposal.code),
    (_("Title"), lambda row: row.proposal.title_th),
    (_("Agency"), lambda row: str(row.proposal.lead_agency)),
)


def plan_of(asked):
    plans = SelectionPlan.objects.select_related("call", "committee")
    return plans.get(call__fiscal_year=asked["year"])


def by(rule):
    """A rule about plan and person, as a list asks it."""
    return lambda user, asked: rule(plan_of(asked), user)
