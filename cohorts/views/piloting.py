"""Pilot tests: plan, measured values, verdict; prototypes with their versions."""

from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from cohorts import charts, permissions, services
from cohorts.forms.evidence import (
    KINDS,
    MeasureForm,
    MetricFormSet,
    PilotPlanForm,
    VerdictForm,
    metrics_of,
)
from cohorts.models import Measurement
from cohorts.services.prefilling import trim
from cohorts.views.answering import ask, posted, team_of
from cohorts.views.evidence import left_the_lab, record
from pyp_portal.access import require
from pyp_portal.differing import diff
from pyp_portal.uploads.services import serve, taken_in


def pilot_new(request, code):
    """Plan a test in the pilot area; the figures known from before stand there already."""
    known = figures_before(team_of(request, code))
    rows = MetricFormSet(posted(request)[0], prefix="metrics", initial=known)

    def verb(team, form):
        facts = form.cleaned_data
        services.plan_pilot(team, by=request.user, metrics=metrics_of(rows), **facts)

    return record(
        request,
        code,
        permissions.can_work,
        lambda team: PilotPlanForm(posted(request)[0], team=team),
        verb,
        title=_("Plan of a pilot test"),
        label=_("Save the plan of the test"),
        done=_("The plan of the test is saved. Enter values as soon as they are measured."),
        rows=rows,
        noun=_("Figure"),
        add_label=_("Add a figure"),
    )


def figures_before(team):
    """What the team has written down of the time before, as rows of the form."""
    return [
        {
            "indicator_th": one.indicator_th,
            "unit_th": one.unit_th,
            "baseline": trim(one.value),
            "baseline_source_th": one.source_th[:200],
        }
        for one in team.baselines.all()[:18]
    ]


def pilot_of(request, code, uid):
    """A test of a team that this person may see, with what its page shows."""
    team = team_of(request, code)
    tests = team.pilot_tests.select_related("version__prototype", "recorded_by", "judged_by")
    test = get_object_or_404(tests, uid=uid)
    test.team = team
    return team, test


def pilot(request, code, uid):
    """One test: what is expected, each figure before and after, the verdict."""
    team, test = pilot_of(request, code, uid)
    metrics = test.metrics.prefetch_related("measurements__file", "measurements__recorded_by")
    context = {
        "team": team,
        "test": test,
        "figures": [(one, charts.chart(one, one.measurements.all())) for one in metrics],
        "may_work": permissions.can_work(team, request.user) and team.is_in_lab,
        "tab": "work",
    }
    return render(request, "cohorts/pilot.html", context)


def about_test(request, code, uid, make_form, verb, **words):
    """A form about a test, for those who write what the team does."""
    team, test = pilot_of(request, code, uid)
    require(permissions.can_work(team, request.user))
    if left := left_the_lab(request, team):
        return left
    form = make_form(test)
    return ask(
        request, form, lambda: verb(test, form), back=test_url(team, test), about=test, **words
    )


def test_url(team, test):
    return f"{team.get_absolute_url()}pilots/{test.uid}/"


def measure(request, code, uid):
    """Enter a value that was measured."""

    def verb(test, form):
        facts = form.cleaned_data
        with taken_in(facts["file"], by=request.user, kinds=KINDS) as file:
            services.measure(**facts | {"file": file}, by=request.user)

    return about_test(
        request,
        code,
        uid,
        lambda test: MeasureForm(*posted(request), test=test),
        verb,
        title=_("Enter a measured value"),
        label=_("Save the value"),
        done=_("The value is saved."),
        text=_(
            "Nothing is overwritten. To mend a value, enter its day again: the last entry counts."
        ),
        has_file=True,
    )


def verdict(request, code, uid):
    """Judge the test."""
    return about_test(
        request,
        code,
        uid,
        lambda test: VerdictForm(posted(request)[0]),
        lambda test, form: services.judge_pilot(test, by=request.user, **form.cleaned_data),
        title=_("Verdict on the test"),
        label=_("Give the verdict"),
        done=_("The verdict is recorded."),
        text=_("After the verdict no value of this test can be changed."),
    )


def value_file(request, code, uid):
    """The file that bears out a value, as a download."""
    found = Measurement.objects.filter(metric__test__team=team_of(request, code))
    return serve(get_object_or_404(found.select_related("file"), file=uid).file)


# --- Prototypes ---------------------------------------------------------------
def prototype(request, code, uid):
    """A prototype version by version, the newest first, with what its words changed to."""
    team = team_of(request, code)
    prototype = get_object_or_404(team.prototypes, uid=uid)
    versions = prototype.versions.select_related("file", "recorded_by")
    context = {
        "team": team,
        "prototype": prototype,
        "versions": with_changes(versions.prefetch_related("tests")),
        "may_work": permissions.can_work(team, request.user) and team.is_in_lab,
        "tab": "work",
    }
    return render(request, "cohorts/prototype.html", context)


def with_changes(versions):
    """(version, pieces of its description against the one before), the newest first."""
    rows = list(versions)
    before = [None, *rows[:-1]]
    found = [
        (now, diff(old.description_th, now.description_th) if old else None)
        for old, now in zip(before, rows, strict=True)
    ]
    return found[::-1]
