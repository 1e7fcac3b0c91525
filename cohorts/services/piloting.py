"""Pilot tests: plan with figures before and aimed at, measure, judge (R-51)."""

from django.db import transaction
from django.utils.translation import gettext as _

from cohorts.models import Measurement, PilotMetric, PilotTest
from cohorts.services.moving import need_reason, refuse_unless
from cohorts.services.working import in_lab
from pyp_portal import clock
from pyp_portal.history.services import record


@transaction.atomic
def plan_pilot(team, *, by, metrics, **facts):
    """A test is planned; ``metrics`` are dictionaries of indicator, unit, baseline, target.

    Refused without a figure, with one that has no value before the test, or with a target
    that is the value before (V-04).
    """
    team = in_lab(team)
    refuse_unless(metrics, _("Name at least one figure by which the test is judged."))
    for one in metrics:
        check(one)
    test = PilotTest(team=team, recorded_by=by, recorded_at=clock.now(), **facts)
    test.full_clean()
    test.save()
    PilotMetric.objects.bulk_create(PilotMetric(test=test, **one) for one in metrics)
    record(team, "pilot_planned", by=by, figures=len(metrics))
    return test


def check(metric):
    """A figure shows a change only from a value before to another value."""
    about = {"indicator": metric["indicator_th"]}
    refuse_unless(
        metric.get("baseline") is not None,
        _("“%(indicator)s” has no value before the test: nobody could see what changed.") % about,
    )
    refuse_unless(
        metric["target"] != metric["baseline"],
        _("The target of “%(indicator)s” is the value before the test. Nothing would change.")
        % about,
    )


def under_way(test):
    """The test, locked with its team; refused once it is judged."""
    team = in_lab(test.team)
    test = PilotTest.objects.select_for_update().get(pk=test.pk)
    refuse_unless(not test.decision, _("The test has been judged. Its figures stand."))
    test.team = team
    return test


@transaction.atomic
def measure(metric, *, by, value, measured_on, source_th, file=None):
    """A value of one figure on a day; the latest day counts, of one day the later entry."""
    test = under_way(metric.test)
    refuse_unless(
        test.started_on <= measured_on <= clock.today(),
        _("A value is measured between the first day of the test and today."),
    )
    entry = Measurement.objects.create(
        metric=metric,
        value=value,
        measured_on=measured_on,
        source_th=source_th,
        file=file,
        recorded_by=by,
        recorded_at=clock.now(),
    )
    PilotMetric.objects.filter(pk=metric.pk).update(result=metric.measurements.last().value)
    record(test.team, "value_measured", by=by)
    return entry


@transaction.atomic
def judge_pilot(
    test, *, by, decision, verdict_th, qualitative_th="", cost_baht=None, cost_source_th=""
):
    """The verdict on a test, when every figure has been measured."""
    test = under_way(test)
    missing = [metric.indicator_th for metric in test.metrics.filter(result=None)]
    refuse_unless(
        not missing,
        _("No value has been measured yet for: %(names)s.") % {"names": ", ".join(missing)},
    )
    test.decision, test.verdict_th = decision, need_reason(verdict_th)
    test.qualitative_th = qualitative_th or test.qualitative_th
    test.cost_baht, test.cost_source_th = cost_baht, cost_source_th
    test.judged_by, test.judged_at = by, clock.now()
    test.save()
    record(test.team, "pilot_judged", by=by, decision=decision)
    return test
