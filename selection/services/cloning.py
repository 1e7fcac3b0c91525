"""The selection plan of one year for another: weights, limits, rubrics, terms, and no people."""

from django.db import transaction

from proposals.services.setting_up import settings_of
from pyp_portal import clock
from pyp_portal.history.services import record
from pyp_portal.papers import rewording
from selection.models import Criterion, Rubric, SelectionPlan
from selection.services.accepting import publish_terms, terms_of

# What belongs to one year alone; every other column of a plan is a setting.
OWN = {"id", "call", "reserve_valid_until", "sheets_due", "opened_at", "opened_by"}


@transaction.atomic
def clone_plan(source, call, *, by=None, reserve_valid_until=None):
    """Open the selection of a call with all that another year had settled.

    Its papers take over the words of that year. Committee, readers and scores stay where they
    were.
    """
    plan = SelectionPlan.objects.create(
        call=call,
        reserve_valid_until=reserve_valid_until,
        opened_at=clock.now(),
        opened_by=by,
        **settings_of(source, OWN),
    )
    for rubric in source.rubrics.prefetch_related("criteria"):
        copy = Rubric.objects.create(plan=plan, stage=rubric.stage, levels=rubric.levels)
        Criterion.objects.bulk_create(
            Criterion(rubric=copy, **settings_of(one, {"id", "rubric"}))
            for one in rubric.criteria.all()
        )
    terms = terms_of(source)
    publish_terms(plan, terms and terms.text_th, by=by)
    rewording.begin_year(plan.year, by=by, like=source.year)
    record(plan, "opened", by=by, like=source.year)
    return plan
