"""What is to be looked at of selection and cohort of a year: plan, rubric, committee, tiers."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cohorts.permissions import can_open_cohort
from cohorts.services import cloning as cohorts
from proposals.services.setting_up import settings_of
from pyp_portal.years.line import Line
from selection.permissions import can_write_rubric
from selection.services import cloning as plans

RULES = ("rounds", "written_talk", "tie_steps")
OF_A_CRITERION = {"id", "rubric"}
OF_A_TIER = {"id", "cohort"}


def selection_lines(whole, user):
    """The settings that the second room keeps; without a plan, the one line that says so."""
    if whole.plan is None:
        lacks, url = _("The selection has not been opened."), reverse("selection:index")
        return [Line("plan", _("Selection plan"), lacks=lacks, url=url)]
    return [plan(whole), rules(whole, user), rubric(whole, user), terms(whole), committee(whole)]


def page(name, whole):
    return reverse(name, args=[whole.year])


def plan(whole):
    """Weights, limits and numbers of the year."""
    own = {*plans.OWN, *RULES}
    values = settings_of(whole.plan, own)
    said = _("documents %(doc)d : pitch %(pitch)d, pass mark %(mark)d, seats %(seats)d") % {
        "doc": whole.plan.doc_weight,
        "pitch": whole.plan.pitch_weight,
        "mark": whole.plan.pass_mark,
        "seats": whole.plan.max_selected,
    }
    same = has_plan(whole.like) and values == settings_of(whole.like.plan, own)
    label, url = _("Selection plan"), page("selection:plan", whole)
    return Line("plan", label, said, repr(values), same, url=url)


def has_plan(whole):
    return whole is not None and whole.plan is not None


def rules(whole, user):
    """Rounds and what settles equal scores."""
    values = [getattr(whole.plan, name) for name in RULES]
    same = has_plan(whole.like) and values == [getattr(whole.like.plan, name) for name in RULES]
    url = page("selection:rules", whole) if user.is_sto_staff else ""
    said = whole.plan.get_rounds_display()
    return Line("rules", _("Rounds and equal scores"), said, values, same, url=url)


def rubric(whole, user):
    """The criteria, their weights and the words of their points."""
    found = written(whole)
    said = ngettext("%(n)d criterion", "%(n)d criteria", len(found)) % {"n": len(found)}
    same = has_plan(whole.like) and found == written(whole.like)
    writes = can_write_rubric(whole.plan, user)
    url = page("selection:rubric" if writes else "selection:plan", whole)
    lacks = "" if found else _("There are no criteria.")
    return Line("rubric", _("Rubric"), said, repr(found), same, lacks=lacks, url=url)


def written(whole):
    """The criteria of a year as plain values."""
    return [settings_of(one, OF_A_CRITERION) for one in whole.criteria]


def terms(whole):
    """What members accept before anything opens to them."""
    text = whole.terms.text_th if whole.terms else ""
    same = has_plan(whole.like) and whole.like.terms and text == whole.like.terms.text_th
    url = page("selection:terms", whole)
    number = whole.terms.number if whole.terms else 0
    said = _("version %(number)d") % {"number": number} if number else ""
    lacks = "" if number else _("No terms have been published.")
    label = _("Terms that members of the committee accept")
    return Line("terms", label, said, text, bool(same), lacks, url=url)


def committee(whole):
    """K1: nobody is taken over; an order appoints the people of the year."""
    found = whole.plan.standing_committee
    seats = found.seats.active().count() if found else 0
    said = ngettext("%(n)d seat", "%(n)d seats", seats) % {"n": seats} if seats else ""
    lacks = "" if seats else _("No order has appointed the committee of this year.")
    url = page("selection:committee", whole)
    return Line("committee", _("Committee"), said, seats, lacks=lacks, url=url)


def cohort_lines(whole, user):
    """The settings that the third room keeps; without a cohort, the one line that says so."""
    opens = can_open_cohort(user)
    if whole.cohort is None:
        lacks, url = _("The cohort has not been opened."), reverse("cohorts:index")
        return [Line("cohort", _("Settings of the cohort"), lacks=lacks, url=url)]
    return [
        cohort(whole, page("cohorts:settings", whole) if opens else ""),
        tiers(whole, page("cohorts:tiers", whole) if opens else ""),
        workshops(whole, page("cohorts:workshops", whole)),
    ]


def cohort(whole, url):
    """Attendance, hours, rounds of the follow-up; its lab lies on the days that the call told."""
    one, values = whole.cohort, settings_of(whole.cohort, cohorts.OWN)
    same = has_cohort(whole.like) and values == settings_of(whole.like.cohort, cohorts.OWN)
    days = (one.lab_starts_on, one.lab_ends_on)
    told = (whole.call.lab_starts_on, whole.call.lab_ends_on)
    doubts = () if days == told else (_("Call and cohort have the lab on different days."),)
    said = _("%(hours)d hours of training, attendance %(pct)d%%") % {
        "hours": one.training_hours,
        "pct": one.attendance_pct,
    }
    label, basis = _("Settings of the cohort"), repr([values, days, told])
    return Line("cohort", label, said, basis, same, doubts=doubts, url=url)


def has_cohort(whole):
    return whole is not None and whole.cohort is not None


def tiers(whole, url):
    """C-01: numbers, names and seats."""
    values = [settings_of(one, OF_A_TIER) for one in whole.tiers]
    same = has_cohort(whole.like) and values == [
        settings_of(one, OF_A_TIER) for one in whole.like.tiers
    ]
    said = ", ".join(one.name_th for one in whole.tiers)
    return Line("tiers", _("Tiers and seats"), said, repr(values), same, url=url)


def workshops(whole, url):
    """The days of training; those that were taken over have no place yet."""
    found = whole.workshops
    said = ngettext("%(n)d day", "%(n)d days", len(found)) % {"n": len(found)}
    nowhere = sum(not (one.place_th or one.link) for one in found)
    doubts = () if found else (_("No day of training is planned."),)
    if nowhere:
        text = ngettext("%(n)d day has no place.", "%(n)d days have no place.", nowhere)
        doubts = (text % {"n": nowhere},)
    basis = [[str(one.held_on), one.place_th] for one in found]
    return Line("workshops", _("Days of training"), said, basis, doubts=doubts, url=url)
