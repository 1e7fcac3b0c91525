"""What the scores tell beyond the order, as files: judges, stages, other choices, limits.

Each is what its page shows this person: nothing of a proposal that is closed to them.
"""

from django.utils.translation import gettext_lazy as _

from pyp_portal.papers.lists import Listing
from selection import permissions, portfolio
from selection.forms.limits import tried
from selection.list_parts import PROPOSAL, by, plan_of
from selection.services import analysis_pages

SEEN = by(permissions.can_see_analysis)
FULL = {
    "region": _("its region is full"),
    "level": _("its level is full"),
    "theme": _("its theme is full"),
}


def estimates(user, asked):
    """(plan, newest analysis or None, its estimates that this person may read)."""
    plan = plan_of(asked)
    newest = analysis_pages.newest(plan)
    return plan, newest, analysis_pages.readable(plan, user, newest) if newest else []


def judges(user, asked):
    """The strictest first; how many sheets each wrote only where nothing is hidden."""
    plan, newest, _found = estimates(user, asked)
    if newest is None:
        return []
    is_partial = analysis_pages.is_partial(plan, user)
    return [(judge, is_partial) for judge in analysis_pages.judges(newest)]


def judge_columns(asked):
    """Who it is, then what is found of them at each stage that was analysed."""
    newest = analysis_pages.newest(plan_of(asked))
    stages = analysis_pages.stages(newest) if newest else []
    seat = (
        (_("Seat"), lambda row: row[0].seat.seat_no),
        (_("Judge"), lambda row: str(row[0].seat.user)),
        (_("Role"), lambda row: row[0].seat.get_role_display()),
    )
    told = [column for place, pair in enumerate(stages) for column in _of_stage(pair[0], place)]
    return (*seat, *told)


def _of_stage(stage, place):
    names = {
        "effect": _("points against the mean of all"),
        "low": _("likely from"),
        "high": _("likely to"),
        "sheets": _("number of sheets"),
        "mean": _("mean of the sheets"),
    }
    for name, words in names.items():
        yield f"{stage.label}: {words}", _figure(place, name)


def _figure(place, name):
    """How one figure of a stage is read; what would tell who reads the hidden stays empty."""

    def read(row):
        judge, is_partial = row
        given = judge.stages[place]
        is_kept = given is None or (is_partial and name in ("sheets", "mean"))
        return None if is_kept else _rounded(given[name])

    return read


def _rounded(value):
    return value if isinstance(value, int) else round(value, 2)


def pairs(user, asked):
    plan, _newest, found = estimates(user, asked)
    return analysis_pages.pairs(plan, found)[0]


def between(user, asked):
    """Proposals that some of the other choices would select and others not."""
    return analysis_pages.depending(estimates(user, asked)[2])


def choices(user, asked):
    """A row for each proposal that another choice would bring in or put out."""
    _plan, newest, found = estimates(user, asked)
    changing = analysis_pages.choices(newest, found)[0] if newest else []
    return [
        (choice, proposal, is_in)
        for choice in changing
        for is_in, side in ((True, choice.comes), (False, choice.goes))
        for proposal in side
    ]


def limits(user, asked):
    """The list under the limits that the page tried: all who are in by the order or by limits."""
    plan, _newest, found = estimates(user, asked)
    places, _counts = analysis_pages.under_limits(plan, found, tried(asked, plan))
    return analysis_pages.concerned(places)


def under_limits(place):
    """What the limits make of one place, in words."""
    if place.by_limits:
        return _("in, as by the order") if place.by_order else _("would come in")
    return " ".join(map(str, filter(None, [_("would go out"), FULL.get(place.full)])))


def within(name):
    """The columns of a proposal, read from what a row holds under this name."""

    def read_within(read):
        return lambda row: read(getattr(row, name))

    return tuple((header, read_within(read)) for header, read in PROPOSAL)


def _group(name):
    """The region, level or theme of a place, as people read it."""
    return lambda row: str(portfolio.places_of(row.item.proposal).get(name, ("", ""))[1])


LISTINGS = {
    "judges": Listing(_("Strictness of the judges"), SEEN, judges, judge_columns),
    "pairs": Listing(
        _("Documents against pitch"),
        SEEN,
        pairs,
        (
            *within("estimate"),
            (_("Document review"), lambda row: row.shown[0]),
            (_("Pitch"), lambda row: row.shown[1]),
            (_("Difference"), lambda row: row.shown[2]),
        ),
    ),
    "between": Listing(
        _("Proposals that depend on the choice"),
        SEEN,
        between,
        (
            (_("Rank"), lambda row: row.place),
            *PROPOSAL,
            (_("Official score"), lambda row: row.final),
            (_("Selected in (percent of the choices)"), lambda row: row.robust_percent),
        ),
    ),
    "choices": Listing(
        _("Choices that change the list"),
        SEEN,
        choices,
        (
            (_("Choice"), lambda row: row[0].words),
            (_("What changes"), lambda row: str(_("Comes in") if row[2] else _("Goes out"))),
            (_("Number"), lambda row: row[1].code),
            (_("Title"), lambda row: row[1].title_th),
            (_("Agency"), lambda row: str(row[1].lead_agency)),
        ),
    ),
    "limits": Listing(
        _("The list under these limits"),
        SEEN,
        limits,
        (
            (_("Rank"), lambda row: row.item.place),
            *within("item"),
            (_("Official score"), lambda row: row.item.final),
            *((label, _group(name)) for name, label in portfolio.DIMENSIONS.items()),
            (_("Under limits"), lambda row: str(under_limits(row))),
        ),
        takes=tuple(portfolio.DIMENSIONS),
    ),
}
