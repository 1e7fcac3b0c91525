"""Rewrite a rubric of the year: words and weights of its criteria, where a lowest mean holds."""

from django.db import transaction
from django.utils.translation import gettext as _

from proposals.grounds import Grounds, MoveRefused, StaleVersion
from proposals.services.setting_up import settings_of
from proposals.stamps import digest
from pyp_portal import clock
from pyp_portal.evening.services import renew_copies
from pyp_portal.history.services import record
from selection.models import Rubric, ScoreSheet, SelectionPlan

WORDS = ("label_th", "label_en", "weight", "anchors")
OWN = {"id", "rubric", "code", "position"}


class RubricRefused(MoveRefused):
    """What may not be done with a rubric now."""


def mark_of(rubric):
    """Changes whenever a criterion, or the floor of the plan, does."""
    rows = [settings_of(one, OWN) for one in rubric.criteria.all()]
    return digest([repr(rows), rubric.plan.floor_criteria])


def is_in_use(rubric):
    """True once somebody has a sheet by it: all are judged by the same words."""
    return ScoreSheet.objects.filter(
        proposal__call=rubric.plan.call_id, stage=rubric.stage
    ).exists()


@transaction.atomic
def rewrite_rubric(rubric, words, floors, *, by, reason="", seen=None):
    """Other words and weights of the criteria, by code; which of them have a lowest mean.

    Codes stay: the steps for equal scores name them. After the call has opened with them
    announced a change has a reason; once sheets are given out nothing changes. ``seen`` is the
    mark that the page showed.
    """
    plan = SelectionPlan.objects.select_for_update(of=("self",)).get(pk=rubric.plan_id)
    rubric = Rubric.objects.select_related("plan__call").get(pk=rubric.pk)
    refuse_unless_free(rubric, words, seen)
    changed = {}
    for one in rubric.criteria.all():
        before = {name: getattr(one, name) for name in WORDS}
        if words[one.code] != before:
            changed[one.code] = [before, words[one.code]]
            for name, value in words[one.code].items():
                setattr(one, name, value)
            one.full_clean(exclude=["rubric"])
            one.save()
    kept = [code for code in plan.floor_criteria if code not in words]
    floor = sorted([*kept, *floors])
    if not changed and floor == sorted(plan.floor_criteria):
        return rubric
    if rubric.plan.call.opens_at <= clock.now():
        Grounds(by=by, reason=reason).require_reason()
    plan.floor_criteria = floor
    plan.save(update_fields=["floor_criteria"])
    record(
        plan, "rubric rewritten", by=by, reason=reason, stage=rubric.stage, changed=changed,
        floors=floor,
    )  # fmt: skip
    renew_copies()
    return rubric


def refuse_unless_free(rubric, words, seen):
    """Raise unless the rubric is as the page showed it, unused, and its weights sum to 100."""
    if is_in_use(rubric):
        raise RubricRefused(
            _("Score sheets have been given out: the rubric of this year stays as it is.")
        )
    if seen is not None and seen != mark_of(rubric):
        raise StaleVersion(
            _("Somebody else changed the rubric meanwhile. Look at it as it stands now, then save.")
        )
    total = sum(row["weight"] for row in words.values())
    if total != 100:
        raise RubricRefused(
            _("The weights must sum to 100; now they sum to %(total)d.") % {"total": total}
        )
