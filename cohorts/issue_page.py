"""What the public page of an issue shows: what was published, in as many statements each time."""

from decimal import Decimal

from django.db.models import F, Subquery

from cohorts import public_pictures
from cohorts.hearing import heard_about
from cohorts.models import FollowUpReport, OpenActivity, Opinion, PilotMetric, PrototypeVersion
from cohorts.services.listening import takes_opinions
from proposals.models import Proposal
from proposals.states import PUBLIC, State

MOST_FIGURES, MOST_VERSIONS, MOST_VOICES, MOST_ACTIVITIES = 3, 6, 6, 6


def public_issues():
    """The issues that everybody may know of: those that were selected (rule T3)."""
    return Proposal.objects.filter(state__in=PUBLIC).for_list()


def stopped_issue(code):
    """An issue that was selected and discontinued later (T32), or None."""
    stopped = Proposal.objects.filter(state=State.DISCONTINUED, code=code)
    return stopped.select_related("call", "lead_agency", "province", "team__ending").first()


def facts(issue, team):
    """The page of an issue; without a team only what the announcement said."""
    if team is None:
        return {"issue": issue}
    page = published(team)
    report = last_report(team) if page and page.shows_figures else None
    activities = team.activities.exclude(shown_at=None).order_by("-held_on", "-pk")
    return {
        "issue": issue,
        "team": team,
        "page": page,
        "report": report,
        "figures": figures(team, report) if page and page.shows_figures else [],
        "versions": versions(team) if page and page.shows_versions else [],
        "joins": to_join(team),
        "activities": list(activities[:MOST_ACTIVITIES]),
        "voices": list(voices_of(team)[:MOST_VOICES]),
        "heard": heard_about(team),
        "pictures": public_pictures.of(team),
        "takes_opinions": takes_opinions(team),
    }


def published(team):
    """The page of a team where it is public, else None."""
    page = getattr(team, "public_page", None)
    return page if page and page.published_at else None


def to_join(team):
    """What people may join now or soon, the first to end first."""
    coming = team.open_activities.filter(closed_at=None).order_by("closes_on", "pk")
    return [one for one in coming if one.is_open or one.is_to_come]


def voices_of(team):
    """Opinions that everybody reads: those with an answer first, the newest before."""
    shown = Opinion.objects.filter(team=team).shown().select_related("province")
    return shown.order_by(F("answered_at").desc(nulls_last=True), "-shown_at", "-pk")


def last_report(team):
    """The last report of the follow-up that the office has accepted, or None (section 6.8)."""
    accepted = FollowUpReport.objects.filter(round__team=team, accepted_at__isnull=False)
    newest = accepted.select_related("round").order_by("-round__due_on", "-pk")
    return newest.prefetch_related("indicators").first()


def figures(team, report=None):
    """Where each figure stands: as it was reported last, else as the latest pilot test had it."""
    measured = [(one, one.value) for one in report.indicators.all()] if report else []
    measured = measured or of_last_test(team)
    return [figure(one, value) for one, value in measured[:MOST_FIGURES]]


def of_last_test(team):
    """What the latest pilot test with a verdict measured."""
    judged = team.pilot_tests.exclude(decision="").order_by("-ended_on", "-pk")
    metrics = PilotMetric.objects.filter(test=Subquery(judged.values("pk")[:1]))
    return [(one, one.result) for one in metrics if one.result is not None]


def figure(row, value):
    """One figure as the strip shows it: reached, before, aimed at; without needless zeros."""
    return {
        "label": row.indicator_th,
        "unit": row.unit_th,
        "result": plain(value),
        "before": plain(row.baseline),
        "target": plain(row.target),
    }


def plain(value):
    """12.00 is 12, and 1234.5 is 1,234.5; nothing measured is nothing."""
    if value is None:
        return ""
    value = Decimal(value)
    whole = value == value.to_integral_value()
    return f"{value.quantize(Decimal(1)) if whole else value.normalize():,f}"


def versions(team):
    """How the prototype changed; the last line is what is in use."""
    rows = PrototypeVersion.objects.filter(prototype__team=team).order_by("made_on", "pk")
    return list(rows.reverse()[:MOST_VERSIONS])[::-1]


def activity_of(team, uid):
    """Something that people may join, also when it is over; None where there is none such."""
    found = OpenActivity.objects.filter(team=team, uid=uid)
    return found.select_related("activity", "team__proposal").first()
