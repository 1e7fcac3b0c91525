"""What a team does in the lab: people, prototypes, plan."""

from django.db import transaction
from django.utils.translation import gettext as _

from cohorts.models import (
    ParticipationActivity,
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


# --- People and prototypes
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
