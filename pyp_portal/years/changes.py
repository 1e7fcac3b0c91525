"""Who changed which setting of a year, when and why: from the history of its three records."""

from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pyp_portal.history.models import Event, key_of
from pyp_portal.years.comparing import CALL, LABELS
from selection.models import SelectionPlan

MOST = 30
VERBS = {
    "year_opened": _("Year opened"),
    "settings_changed": _("Settings changed"),
    "kinds admitted": _("Who may propose changed"),
    "form_given": _("Another version of the form"),
    "changed": _("Plan changed"),
    "rubric rewritten": _("Rubric rewritten"),
    "terms published": _("Terms published"),
    "settings_copied": _("Settings of another year taken over"),
    "tiers_changed": _("Tiers changed"),
    "year_taken_back": _("A year opened like this one was taken back"),
}
OPENED = {
    "selection.selectionplan": _("Selection opened"),
    "cohorts.cohort": _("Cohort opened"),
}


@dataclass(frozen=True)
class Change:
    """One act on the settings of a year, in words."""

    event: Event
    said: str
    parts: list


def changes_of(whole):
    """The latest acts on call, plan and cohort, the newest first."""
    records = [one for one in (whole.call, whole.plan, whole.cohort) if one is not None]
    ours = reduce(or_, (Q(**key_of(one)) for one in records))
    found = Event.objects.filter(ours, verb__in=[*VERBS, "opened"]).select_related("detail", "by")
    newest = found.order_by("-at", "-pk")[:MOST]
    return [Change(one, said_of(one), parts_of(one.data.get("changed", {}))) for one in newest]


def said_of(event):
    return OPENED[event.record_type] if event.verb == "opened" else VERBS[event.verb]


def parts_of(changed):
    """What was changed, by the names that the pages give it; figures also before and after."""
    return [part_of(name, *values) for name, values in changed.items()]


def part_of(name, before, after):
    label = str(label_of(name))
    label = label[:1].upper() + label[1:]
    is_figure = type(before) is type(after) is int
    return f"{label}: {before} → {after}" if is_figure else label


def label_of(name):
    """How a page calls a column of the call or of the plan; a criterion bears its code."""
    known = CALL | LABELS | {"policy_schemes": _("Lists of policies to choose from")}
    if name in known:
        return known[name]
    columns = {column.name: column.verbose_name for column in SelectionPlan._meta.concrete_fields}
    return columns.get(name, name)
