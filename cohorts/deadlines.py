"""What comes next in a cohort: work to hand in, gates to decide, sessions; what is late first."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Min
from django.urls import reverse
from django.utils.translation import gettext as _

from cohorts.states import DeliverableCode, Phase
from pyp_portal import clock

MOST = 8  # lines of the list
AHEAD = timedelta(days=30)


@dataclass(frozen=True)
class Due:
    """One line: until when, what, whose, and where it is done."""

    day: date
    what: str
    whose: str
    url: str = ""
    is_late: bool = False
    number: int = 1

    @property
    def tone(self):
        return "stop" if self.is_late else "wait" if self.day <= soon() else "still"

    @property
    def days_late(self):
        return (clock.today() - self.day).days


def soon():
    """A week from today."""
    return clock.today() + timedelta(days=7)


def of(work, gates, sessions, presentations):
    """All of them in the order of their days."""
    ahead = [one for one in presentations if one.held_on >= clock.today()]
    found = [*work, *map(gate, gates), *meetings(sessions), *map(presentation, ahead)]
    return sorted(found, key=lambda due: due.day)[:MOST]


def work(owed):
    """Deliverables that are late or due within a month; teams with the same day share a line."""
    some = owed.filter(due_on__lte=clock.today() + AHEAD).order_by()
    rows = some.values_list("due_on", "code").annotate(
        n=Count("pk"), name=Min("team__name_th"), team=Min("team__proposal__code")
    )
    return [handing_in(*row) for row in rows.order_by("due_on", "code")]


def handing_in(day, code, n, name, team):
    """One deliverable of one team, or of several on the same day."""
    url = reverse("cohorts:deliverable", args=[team, code]) if n == 1 else ""
    whose = name if n == 1 else _("%(n)d teams") % {"n": n}
    what = f"{code} {DeliverableCode(code).label}"
    return Due(day, what, whose, url, day < clock.today(), n)


def gate(phase):
    """A gate that has been asked for waits since that day."""
    code = phase.team.proposal.code
    what = _("Decide gate %(code)s") % {"code": Phase(phase.phase).code}
    url = reverse("cohorts:gate", args=[code, phase.phase])
    asked = phase.requested_at and clock.localdate(phase.requested_at)
    return Due(asked or phase.planned_end, what, phase.team.name_th, url)


def meetings(sessions):
    """The next two sessions of the training."""
    ahead = [one for one in sessions if one.day >= clock.today()][:2]
    for one in ahead:
        yield Due(one.day, one.title, _("Workshop"), reverse("cohorts:workshop", args=[one.uid]))


def presentation(session):
    """A day on which results are presented."""
    return Due(
        session.held_on, _("Presentation of results"), session.place_th, session.get_absolute_url()
    )
