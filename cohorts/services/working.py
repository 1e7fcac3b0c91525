"""What a team does in the lab: people, tests, prototypes, advice, plan."""

from django.db import transaction
from django.utils.translation import gettext as _

from cohorts.models import (
    MentoringSession,
    ParticipationActivity,
    PilotMetric,
    PilotTest,
    Prototype,
    PrototypeVersion,
)
from cohorts.services.moving import hold, refuse_unless
from proposals.states import State
from pyp_portal import clock
from pyp_portal.history.services import record


def in_lab(team):
    """The team, locked; refused unless it is in the lab."""
    team = hold(team)
    refuse_unless(team.proposal.state == State.IN_LAB, _("The team is not in the lab now."))
    return team


# --- People, tests, prototypes, advice
@transaction.atomic
def record_activity(team, *, by, **facts):
    """People took part: counts, what they said, what changed because of it."""
    team = in_lab(team)
    activity = ParticipationActivity(team=team, recorded_by=by, recorded_at=clock.now(), **facts)
    activity.full_clean()
    activity.save()
    record(team, "activity_recorded", by=by, kind=activity.kind, people=activity.people_total)
    return activity


@transaction.atomic
def record_pilot_test(team, *, by, metrics=(), **facts):
    """A test in the pilot area; ``metrics`` are dictionaries of indicator, unit and figures."""
    team = in_lab(team)
    test = PilotTest(team=team, recorded_by=by, recorded_at=clock.now(), **facts)
    test.full_clean()
    test.save()
    PilotMetric.objects.bulk_create(PilotMetric(test=test, **figures) for figures in metrics)
    record(team, "pilot_recorded", by=by, decision=test.decision)
    return test


@transaction.atomic
def add_prototype(team, *, by, name_th, kinds):
    """A thing the team builds."""
    team = in_lab(team)
    prototype = Prototype.objects.create(team=team, name_th=name_th, kinds=list(kinds))
    record(team, "prototype_added", by=by)
    return prototype


@transaction.atomic
def add_version(prototype, *, by, **facts):
    """The next version of a prototype: what changed and why."""
    team = in_lab(prototype.team)
    number = prototype.versions.count() + 1
    version = PrototypeVersion.objects.create(
        prototype=prototype, number=number, recorded_by=by, recorded_at=clock.now(), **facts
    )
    record(team, "version_added", by=by, number=number, decision=version.decision)
    return version


@transaction.atomic
def record_version(team, *, by, prototype=None, name_th="", kinds=(), **facts):
    """The next version of a prototype, or the first one of a new prototype."""
    prototype = prototype or add_prototype(team, by=by, name_th=name_th, kinds=kinds)
    return add_version(prototype, by=by, **facts)


@transaction.atomic
def record_mentoring(team, *, by, advisor, held_on, advice_th, follow_up_th=""):
    """Advice that tier 1 gave (R-26)."""
    team = in_lab(team)
    session = MentoringSession.objects.create(
        team=team,
        advisor=advisor,
        held_on=held_on,
        advice_th=advice_th,
        follow_up_th=follow_up_th,
        recorded_by=by,
        recorded_at=clock.now(),
    )
    record(team, "advice_recorded", by=by)
    return session
