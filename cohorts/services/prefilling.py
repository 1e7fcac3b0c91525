"""What the report of a round says before anybody types: the figures and words of the last one."""

from dataclasses import dataclass
from decimal import Decimal

from cohorts import spread
from cohorts.models import FollowUpReport, PilotMetric
from cohorts.models.piloting import of_last_tests
from cohorts.spread_states import SiteStatus
from proposals.stamps import digest
from pyp_portal import clock

FACTS = ("overall", "obstacles", "obstacle_th", "help_needed_th", "spending_baht")
FACTS += ("spending_source_th", "story_th")
# What mostly stays as it was: it is only looked at again. The light and the story are new.
LASTING = ("obstacles", "obstacle_th", "help_needed_th", "spending_baht", "spending_source_th")
COLUMNS = ("indicator_th", "unit_th", "baseline", "target")


def figure_name(number):
    return f"indicators-{number}-value"


def site_names(number):
    return f"sites-{number}-status", f"sites-{number}-population"


@dataclass(frozen=True)
class Blank:
    """The report as it is opened: its figures and sites, and what stands in each field."""

    figures: list
    sites: list
    values: dict

    @property
    def figures_key(self):
        """Tells these indicators from others: numbers belong to the ones they were typed for."""
        return digest([[row["indicator_th"], row["unit_th"]] for row in self.figures])


def blank(round_):
    """What the report of a round begins with; a returned one with what was sent."""
    last, own = last_report(round_), round_.filed
    figures = known_figures(round_, last, own)
    sites = list(round_.team.sites.select_related("province"))
    values = {name: in_text(getattr(own, name)) for name in FACTS} if own else first_words(last)
    for number, row in enumerate(figures):
        values[figure_name(number)] = in_text(row["value"])
    for number, site in enumerate(sites):
        status, population = site_names(number)
        values |= {status: site.status, population: in_text(site.population)}
    return Blank(figures, sites, values)


def first_words(last):
    """What mostly stays as it was in the last report; the rest is empty."""
    empty = {name: [] if name == "obstacles" else "" for name in FACTS}
    return empty | {name: in_text(getattr(last, name)) for name in LASTING if last}


def last_report(round_):
    """The report before this one, unless it was sent back; or None."""
    reports = FollowUpReport.objects.filter(round__team=round_.team_id, returned_at=None)
    before = reports.exclude(round=round_).filter(round__due_on__lte=round_.due_on)
    return before.order_by("-round__due_on", "-round__months").first()


def known_figures(round_, last, own=None):
    """The figures of the last report, else of the pilot test, each with its previous value.

    Where this report was sent before, its own values stand.
    """
    if last:
        rows = list(last.indicators.values(*COLUMNS, "value"))
    else:
        metrics = PilotMetric.objects.filter(test__team=round_.team_id)
        metrics = of_last_tests(metrics.order_by("test__started_on", "test", "pk"))
        rows = [
            {name: getattr(one, name) for name in COLUMNS} | {"value": one.result}
            for one in metrics
        ]
    sent = dict(own.indicators.values_list("indicator_th", "value")) if own else {}
    for row in rows:
        row["previous"] = row["value"]
        row["value"] = sent.get(row["indicator_th"], row["value"])
    return [trimmed(row) for row in rows]


def prefill(round_):
    """The figures that the form already knows."""
    return known_figures(round_, last_report(round_), round_.filed)


def trimmed(row):
    """The figures of a row without needless zeros, as people type them."""
    return {name: trim(value) for name, value in row.items()}


def trim(value):
    """17 instead of 17.00; texts stay as they are."""
    is_whole = isinstance(value, Decimal) and value == value.to_integral()
    return value.quantize(Decimal(1)) if is_whole else value


def in_text(value):
    """A value as a field holds it."""
    if isinstance(value, list):
        return list(value)
    return "" if value is None else str(trim(value))


def open_statuses(site):
    """The statuses a report may give a site; others ask for more, on the page of the site."""
    today = clock.today()

    def is_open(status):
        if status == SiteStatus.SUSTAINED:
            return spread.may_be_sustained(site.started_on, today)
        return not spread.needs_note(site.status, status)

    return [one for one in SiteStatus.choices if one[0] == site.status or is_open(one[0])]
