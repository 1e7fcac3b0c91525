"""Figures of open years for everybody, counted in the database and kept for some minutes.

A year is open once its result has been released: before that, no figure of it is shown.
Counts only; no person and no undecided proposal can be told from them.
"""

from collections import Counter

from django.core.cache import caches
from django.db.models import Count, Exists, F, OuterRef, Q, Sum

from cohorts.models import Opinion, Participant, ParticipationActivity, ScaleOutSite
from proposals.models import Call, Proposal
from proposals.states import PUBLIC, State
from pyp_portal import clock

LASTS = 5 * 60  # seconds for which a process takes its own word
CHOSEN = [*PUBLIC, State.DISCONTINUED]  # what was selected, whatever became of it


def remembered(key, make):
    """What ``make`` gives, asked again after some minutes."""
    return caches["process"].get_or_set(f"public:{key}", make, LASTS)


def open_calls():
    """The calls whose result has been released, the newest first."""
    told = Proposal.objects.filter(call=OuterRef("pk"), state__in=PUBLIC)
    return Call.objects.filter(Exists(told))


def years():
    """The fiscal years that are open, the newest first."""
    return remembered("years", lambda: list(open_calls().values_list("fiscal_year", flat=True)))


def of(year):
    """The figures of an open year, as they were counted at most five minutes ago."""
    return remembered(f"year:{year}", lambda: counted(year))


def counted(year):
    """All figures of one year, as plain values."""
    handed_in = Proposal.objects.filter(call__fiscal_year=year).exclude(submitted_at=None)
    provinces = grouped(handed_in, "province__name_th", "province__region_th")
    sites = joined_sites(year)
    return {
        "year": year,
        "counted_at": clock.now(),
        "submitted": sum(row["submitted"] for row in provinces),
        "selected": sum(row["selected"] for row in provinces),
        "kinds": grouped(handed_in, "lead_agency__sector", "lead_agency__level"),
        "themes": grouped(handed_in, "theme__name_th", "theme__name_en"),
        "regions": regions(provinces),
        "provinces": {row["keys"][0]: row["selected"] for row in provinces if row["selected"]},
        "states": states(year),
        "people": people(year),
        "public": public(year),
        "opinions": opinions(year),
        "sites": sites,
        "sites_total": sum(sites.values()),
    }


def grouped(proposals, *fields):
    """How many were submitted and how many selected, by these fields; the most first."""
    named = {f"key_{number}": F(field) for number, field in enumerate(fields)}
    rows = (
        proposals.order_by()
        .values(**named)
        .annotate(submitted=Count("pk"), selected=Count("pk", filter=Q(state__in=CHOSEN)))
    )
    rows = rows.order_by("-submitted", *named)
    return [
        {
            "keys": tuple(row[name] or "" for name in named),
            "submitted": row["submitted"],
            "selected": row["selected"],
        }
        for row in rows
    ]


def regions(provinces):
    """The same by region, from the rows of the provinces."""
    submitted, selected = Counter(), Counter()
    for row in provinces:
        submitted[row["keys"][1]] += row["submitted"]
        selected[row["keys"][1]] += row["selected"]
    return [
        {"keys": (name,), "submitted": n, "selected": selected[name]}
        for name, n in submitted.most_common()
    ]


def states(year):
    """How many of the selected issues stand where, in the order in which they pass."""
    rows = Proposal.objects.filter(call__fiscal_year=year, state__in=CHOSEN).order_by()
    found = dict(rows.values_list("state").annotate(n=Count("pk")))
    return {state.value: found[state] for state in State if state in found}


def people(year):
    """Confirmed participants by the name and role of their tier, each person once."""
    seats = Participant.objects.confirmed().filter(cohort__call__fiscal_year=year).order_by()
    rows = seats.values_list("tier__name_th", "tier__role_th")
    return list(rows.annotate(n=Count("person", distinct=True)).order_by("tier__name_th"))


def public(year):
    """People who took part, by kind of activity, and how many from vulnerable groups."""
    held = ParticipationActivity.objects.filter(team__cohort__call__fiscal_year=year).order_by()
    held = held.filter(team__proposal__state__in=CHOSEN)
    rows = held.values_list("kind").annotate(
        times=Count("pk"), n=Sum("people_total"), vulnerable=Sum("vulnerable")
    )
    return list(rows.order_by("kind"))


def opinions(year):
    """How many opinions citizens have given without an account."""
    given = Opinion.objects.filter(team__cohort__call__fiscal_year=year)
    return given.filter(team__proposal__state__in=CHOSEN).count()


def joined_sites(year):
    """Areas that take up a model, by province; the most first."""
    sites = ScaleOutSite.objects.public().filter(team__cohort__call__fiscal_year=year)
    sites = sites.filter(team__proposal__state__in=PUBLIC).order_by()
    rows = sites.values_list("province__name_th").annotate(n=Count("pk"))
    return dict(rows.order_by("-n", "province__name_th"))
