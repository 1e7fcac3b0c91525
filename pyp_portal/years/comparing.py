"""Two years side by side: every setting in words, and which of them differ."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pyp_portal.accounts.roles import AgencyType
from pyp_portal.templatetags.thai import closing_moment, thai_date, thai_datetime
from pyp_portal.years import dating
from selection.services.closeness import declared

NOTHING = "–"
EXCLUSIVE_ENDS = ("closes_at", "endorsement_due")
CALL = {
    "name_th": gettext_lazy("Name of the call"),
    "name_en": gettext_lazy("Name of the call in English"),
    "opens_at": dating.LABELS["opens_on"],
    "closes_at": dating.LABELS["closes_on"],
    "endorsement_due": dating.LABELS["endorsement_on"],
    "selection_due": dating.LABELS["selection_due"],
    "lab_starts_on": dating.LABELS["lab_starts_on"],
    "lab_ends_on": dating.LABELS["lab_ends_on"],
    "grace": gettext_lazy("Minutes of grace after the end"),
    "allow_early_draft": gettext_lazy("Drafts may be begun before the call opens"),
    "max_per_agency": gettext_lazy("Proposals of an agency at most"),
    "max_returns": gettext_lazy("Returns for mending at most"),
    "revision_days": gettext_lazy("Days for mending"),
    "screening_days": gettext_lazy("Working days for the check"),
}
PLAN_OWN = {"id", "call", "opened_at", "opened_by"}
COHORT_OWN = {"id", "call", "opened_at"}


@dataclass(frozen=True)
class Row:
    """One setting of both years in words."""

    label: str
    before: str
    now: str

    @property
    def differs(self):
        return self.before != self.now


@dataclass(frozen=True)
class Part:
    """The settings of one room, those that differ first."""

    key: str
    label: str
    differing: list
    same: list


def side_by_side(before, now):
    """The parts of two years; a setting that only one of them has stands beside a dash."""
    for key, label, values in (
        ("call", _("Call for proposals"), of_call),
        ("plan", _("Selection plan"), of_plan),
        ("rubric", _("Rubric"), of_rubric),
        ("cohort", _("Cohort and lab"), of_cohort),
    ):
        old, new = values(before), values(now)
        names = list(dict.fromkeys([*new, *old]))
        rows = [Row(name, old.get(name, NOTHING), new.get(name, NOTHING)) for name in names]
        differing = [row for row in rows if row.differs]
        yield Part(key, label, differing, [row for row in rows if not row.differs])


def shown(record, name):
    """A column of a record in words."""
    value = getattr(record, name)
    if name in EXCLUSIVE_ENDS:
        return closing_moment(value) or NOTHING
    if hasattr(record, f"get_{name}_display"):
        return str(getattr(record, f"get_{name}_display")())
    return said(value)


def said(value):
    """A plain value in words."""
    if value is None or value in ("", [], {}):
        return NOTHING
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    for kind, words in WORDS.items():
        if isinstance(value, kind):
            return words(value)
    return str(value)


WORDS = {
    datetime: thai_datetime,
    date: thai_date,
    timedelta: lambda span: str(int(span.total_seconds() // 60)),
    list: lambda values: ", ".join(map(str, values)),
    dict: lambda parts: ", ".join(f"{key}: {said(part)}" for key, part in parts.items()),
}


def of_call(whole):
    """Days, limits, form and lists."""
    call = whole.call
    kinds = [str(AgencyType(kind).label) for kind in sorted(call.allowed_agency_types)]
    return {str(label): shown(call, name) for name, label in CALL.items()} | {
        _("Who may propose"): ", ".join(kinds) or _("agencies of every kind"),
        _("Form of the call"): _("version %(number)d") % {"number": call.form_version.number},
        _("Lists of policies to choose from"): "; ".join(str(one) for one in whole.schemes),
        _("Documents on the page of the call"): said([one.title for one in whole.documents]),
    }


def columns(record, own):
    """Every setting of a record by the label of its column."""
    for field in record._meta.concrete_fields:
        if field.name not in own:
            label = str(LABELS.get(field.name, field.verbose_name))
            yield label[:1].upper() + label[1:], shown(record, field.name)


LABELS = {
    "floor_criteria": gettext_lazy("Criteria with a lowest mean"),
    "tie_steps": gettext_lazy("Rounds and equal scores"),
    "portfolio_limits": gettext_lazy("Limits of the portfolio"),
}


def of_plan(whole):
    """Weights, limits and rules of the selection."""
    if whole.plan is None:
        return {}
    found = dict(columns(whole.plan, PLAN_OWN))
    return found | {str(LABELS["tie_steps"]): " → ".join(map(str, declared(whole.plan)))}


def of_rubric(whole):
    """Each criterion with its weight, and how its points are described."""
    found = {}
    for one in whole.criteria:
        found[f"{one.code}"] = f"{one.label} ({_('weight')} {one.weight})"
        found[f"{one.code} – {_('points 1 to 5')}"] = " / ".join(one.anchors)
    return found


def of_cohort(whole):
    """Lab, presentation, follow-up, tiers and days of training."""
    if whole.cohort is None:
        return {}
    found = dict(columns(whole.cohort, COHORT_OWN))
    for tier in whole.tiers:
        most = f"–{tier.most}" if tier.most else ""
        seats = f"{_('Seats wanted in a team')} {tier.seats}{most}"
        found[f"{_('Tier')} {tier.display_no}"] = f"{tier.name_th} – {tier.role_th} ({seats})"
    found[_("Days of training")] = str(len(whole.workshops))
    return found
