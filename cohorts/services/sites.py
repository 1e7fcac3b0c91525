"""Sites: how far another area is, and what it reports."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from cohorts import spread
from cohorts.models import FollowUpReport, PilotMetric, ScaleOutSite, SiteFigure, SiteReport
from cohorts.services.moving import as_seen, hold_running, refuse_unless
from cohorts.services.prefilling import trim, trimmed
from cohorts.spread_states import SiteStatus
from proposals import places
from pyp_portal import clock
from pyp_portal.accounts.services.agencies import standing_in
from pyp_portal.history.services import record

KNOWN = ("indicator_th", "unit_th", "baseline", "target")


@transaction.atomic
def add_site(team, *, by, **facts):
    """Another area takes an interest in the model, or more."""
    facts = standing_in(facts, "agency")
    team = hold_running(team)
    site = ScaleOutSite(team=team, updated_on=clock.today(), **facts)
    return keep(site, "site_added", by=by)


@transaction.atomic
def update_site(site, *, by, seen=None, **facts):
    """How far the area is now; ``seen`` is the version that the page showed."""
    facts = standing_in(facts, "agency")
    hold_running(site.team)
    site = ScaleOutSite.objects.select_related("copied_from").get(pk=site.pk)
    as_seen(seen, site.version)
    before = site.status
    for name, value in facts.items():
        setattr(site, name, value)
    site.updated_on, site.version = clock.today(), site.version + 1
    return keep(site, "site_updated", by=by, before=before)


def keep(site, verb, *, by, before=""):
    """Check and save a site, with its history; the note stays there as the reason."""
    if site.status != before:
        refuse_unless(
            not spread.needs_note(before, site.status) or site.note_th.strip(),
            _("Say in the note why the site is paused, dropped or a step back."),
        )
        refuse_unless(
            site.status != SiteStatus.SUSTAINED
            or spread.may_be_sustained(site.started_on, clock.today()),
            _("Sustained means at work for 12 months. Give the day on which it started."),
        )
    check_source(site)
    site.full_clean()
    check_district(site)
    site.save()
    reason = site.note_th if site.status != before else ""
    record(site, verb, by=by, before=before, after=site.status, reason=reason)
    return site


def check_district(place):
    """Give a site, or a request for one, the official name of its district; refused without."""
    if not place.district_th or place.province_id is None:
        return
    official = places.district_named(place.province_id, place.district_th)
    refuse_unless(official, no_district(place.district_th))
    place.district_th = official


def no_district(typed):
    """The sentence for a district that the province does not have."""
    words = _("“%(typed)s” is no district of this province. Write its official name or nothing.")
    return words % {"typed": typed}


def check_source(site):
    """A site is copied from another site of the same issue, never in a ring."""
    source = site.copied_from
    if source is None:
        return
    refuse_unless(
        source.team_id == site.team_id, _("It can only be copied from a site of the same issue.")
    )
    refuse_unless(
        not spread.goes_round(site, source),
        _("The other site was copied from this one: the two cannot be copied from each other."),
    )


# --- What a site reports ------------------------------------------------------------
def figures_asked(site):
    """The rows of the form: the indicators of the model, prefilled from the site's last report."""
    last = site.reports.prefetch_related("figures").last()
    told = {row.indicator_th: row for row in last.figures.all()} if last else {}
    return [asked(row, told.get(row["indicator_th"])) for row in indicators_of(site.team)]


def asked(row, before):
    """One indicator with what this site has said of it before."""
    known = {"indicator_th": row["indicator_th"], "unit_th": row["unit_th"]}
    if before is None:
        return known | {"target": trim(row["target"])}
    told = {"baseline": before.baseline, "target": before.target, "value": before.value}
    return known | trimmed(told) | {"previous": trim(before.value)}


def indicators_of(team):
    """The indicators of the model: of its last report, else of its pilot tests; each once."""
    reports = FollowUpReport.objects.filter(round__team=team, returned_at=None)
    last = reports.order_by("-round__due_on").first()
    measured = PilotMetric.objects.filter(test__team=team).order_by("test__started_on", "pk")
    rows = last.indicators if last else measured
    names = ("indicator_th", "unit_th", "target")
    return list({row["indicator_th"]: row for row in rows.values(*names)}.values())


@transaction.atomic
def report_site(site, *, by, figures=(), **facts):
    """An adopting area says how far it is, on the indicators of the model.

    ``figures`` are dictionaries of indicator, unit, baseline, target and value; a figure
    without a baseline is refused, as is a report without any, and nothing is kept.
    """
    hold_running(site.team)
    refuse_unless(
        figures or not indicators_of(site.team),
        _("Give the latest figure of at least one indicator."),
    )
    for row in figures:
        refuse_unless(
            row.get("baseline") is not None,
            _("Give the figure from before for “%(name)s”, so that the change can be seen.")
            % {"name": row["indicator_th"]},
        )
    report = SiteReport(site=site, reported_by=by, reported_at=clock.now(), **facts)
    report.full_clean(validate_constraints=False)
    save_once(report)
    SiteFigure.objects.bulk_create(SiteFigure(report=report, **row) for row in figures)
    bring_up_to_date(site, report)
    record(site, "site_reported", by=by, as_of=report.as_of)
    return report


def save_once(report):
    """One report a day: a second one is refused in words."""
    try:
        with transaction.atomic():
            report.save()
    except IntegrityError:
        words = _("This site has already reported figures of that day. Choose another day.")
        raise ValidationError(words) from None


def bring_up_to_date(site, report):
    """What the report says of people and evidence is what the site says from now on."""
    fresh = ScaleOutSite.objects.get(pk=site.pk)
    fresh.population = report.population or fresh.population
    fresh.evidence_th = report.evidence_th or fresh.evidence_th
    fresh.updated_on, fresh.version = clock.today(), fresh.version + 1
    fresh.save(update_fields=["population", "evidence_th", "updated_on", "version"])
