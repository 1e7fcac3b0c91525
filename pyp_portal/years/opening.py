"""Open a fiscal year like an earlier one: call, selection and cohort, in one transaction."""

from django.db import transaction
from django.utils.translation import gettext as _

from cohorts.services.cloning import clone_cohort, copy_timetable
from proposals.grounds import MoveRefused
from proposals.models import Call
from proposals.sequence import CLOSES_FIRST
from proposals.services.setting_up import on_day, open_call_like, until_day
from pyp_portal import clock
from pyp_portal.years import dating
from pyp_portal.years.whole import held
from selection.services.cloning import clone_plan

OF_THE_CALL = ("selection_due", "lab_starts_on", "lab_ends_on")
ERA = 543  # years by which พ.ศ. is ahead
OF_THE_COHORT = ("presentation_from", "presentation_to", "follow_up_starts_on")


class YearRefused(MoveRefused):
    """Why a year cannot be opened now; ``faults`` are (name of a day or "", sentence)."""

    def __init__(self, faults):
        self.faults = list(faults)
        super().__init__(" ".join(str(sentence) for _name, sentence in self.faults))


@transaction.atomic
def open_year(source, year, days, *, by, names=None, documents=(), with_timetable=False):
    """Open ``year`` with the settings of the call ``source`` and the days by name.

    Nothing of proposals, people or decisions is taken over. Raises ``YearRefused`` when a day is
    missing, over or out of order, or the other year is not whole; ``MoveRefused`` when the year
    has been opened already.
    """
    source = held(source)
    if found := [*lacking(source), *faults_of(source, year, days)]:
        raise YearRefused(found)
    call = open_call_like(
        source,
        by=by,
        fiscal_year=year,
        documents=documents,
        **(names or names_of(source, year)),
        **moments(source, days),
    )
    reserve = days["reserve_valid_until"]
    clone_plan(source.selection_plan, call, by=by, reserve_valid_until=reserve)
    own = {name: days[name] for name in OF_THE_COHORT}
    cohort = clone_cohort(source.cohort, call, by=by, **own)
    if with_timetable:
        years = year - source.fiscal_year
        day_of = lambda day: dating.moved(day, years)  # noqa: E731
        copy_timetable(source.cohort, cohort, day_of=day_of, by=by)
    return Call.objects.get(pk=call.pk)


def moments(source, days):
    """The days of a call as it keeps them: with the hours of the other year."""
    endorsement = days["endorsement_on"]
    due = source.endorsement_due or source.closes_at
    return {
        "opens_at": on_day(source.opens_at, days["opens_on"]),
        "closes_at": until_day(source.closes_at, days["closes_on"]),
        "endorsement_due": endorsement and until_day(due, endorsement),
        **{name: days[name] for name in OF_THE_CALL},
    }


def names_of(source, year):
    """The names of the other call with the number of this year, of either era."""
    found = {"name_th": source.name_th, "name_en": source.name_en}
    for era in (0, ERA):
        before, after = str(source.fiscal_year - era), str(year - era)
        found = {name: text.replace(before, after) for name, text in found.items()}
    return found


def lacking(source):
    """What another year would have to take over and this one does not have."""
    parts = {
        "selection_plan": _("The selection of %(year)d has not been opened."),
        "cohort": _("The cohort of %(year)d has not been opened."),
    }
    advice = _("Open it first, or take the settings of another year.")
    for name, sentence in parts.items():
        if getattr(source, name, None) is None:
            yield "", f"{sentence % {'year': source.fiscal_year}} {advice}"


def faults_of(source, year, days):
    """What is wrong with the year or with its days."""
    if year <= source.fiscal_year:
        yield "year", _("A year is opened like an earlier one: choose a year after it.")
    if Call.objects.filter(fiscal_year=year).exists():
        yield "year", _("The year %(year)d has been opened already.") % {"year": year}
    for name in dating.LABELS:
        if not days.get(name) and name not in dating.OPTIONAL:
            yield name, _("Give this day.")
    if days.get("opens_on") and days["opens_on"] <= clock.today():
        yield "opens_on", _("Choose a day after today, so that all can be looked over first.")
    yield from dating.faults(days)
    if days.get("opens_on") and days.get("opens_on") == days.get("closes_on"):
        found = moments(source, days)
        if found["closes_at"] <= found["opens_at"]:
            yield "closes_on", CLOSES_FIRST
