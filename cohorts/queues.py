"""The queue of obstacles at the office: its views, and how fast the centre answers."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

from django.db.models import Count, Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cohorts import permissions
from cohorts.cockpit import Stat
from cohorts.models import RaisedObstacle
from proposals.exports import standing
from pyp_portal import clock, thai
from pyp_portal.access import require
from pyp_portal.papers.exporting import Table

KIND = "cohorts.export_obstacles"
HEADERS = [
    "รหัสข้อเสนอ", "ทีม", "ด้าน", "อุปสรรค", "สิ่งที่ขอให้ช่วย", "แจ้งเมื่อ", "แจ้งกี่ครั้ง", "ผู้ตอบ", "กำหนดตอบ",
    "สถานะ", "วันทำการที่ใช้", "คำตอบ", "ตอบเมื่อ",
]  # fmt: skip


@dataclass(frozen=True)
class View:
    """A part of the queue under a name."""

    label: Promise
    rows: Callable


VIEWS = {
    "open": View(gettext_lazy("Answer expected"), lambda rows, _user: rows.unanswered()),
    "mine": View(
        gettext_lazy("Mine to answer"),
        lambda rows, user: rows.unanswered().of_case(user.case_owner_ids),
    ),
    "late": View(gettext_lazy("Answer overdue"), lambda rows, _user: rows.overdue()),
    "answered": View(
        gettext_lazy("Answered, not settled yet"), lambda rows, _user: rows.to_settle()
    ),
    "all": View(gettext_lazy("All obstacles"), lambda rows, _user: rows.all()),
}


def view_in(values):
    """The view that an address names; what waits for an answer, where it names none."""
    asked = values.get("view")
    return asked if asked in VIEWS else "open"


def stats(rows):
    """How many wait, how many are overdue, and the working days an answer took."""
    waiting = Q(answered_at=None)
    found = rows.aggregate(
        waiting=Count("pk", filter=waiting),
        late=Count("pk", filter=waiting & Q(due_on__lt=clock.today())),
        settled=Count("pk", filter=Q(settled_at__isnull=False)),
    )
    answered = rows.filter(answered_at__isnull=False).values_list("asked_at", "answered_at")
    days = [
        thai.working_days_between(clock.localdate(asked), clock.localdate(done))
        for asked, done in answered
    ]
    took = f"{median(days):g}" if days else "–"
    return [
        Stat(_("Answer expected"), found["waiting"], tone="wait" if found["waiting"] else "still"),
        Stat(_("Answer overdue"), found["late"], tone="stop" if found["late"] else "still"),
        Stat(_("Working days to the answer, median"), took),
        Stat(_("Settled"), found["settled"], tone="good" if found["settled"] else "still"),
    ]


# --- As a file
def table(export):
    """The obstacles of a view, as the asker may see them; PermissionDenied for others."""
    person, view = export.asked_by, VIEWS[export.parameters.get("view", "all")]
    require(permissions.can_view_cohort(person))
    found = view.rows(RaisedObstacle.objects.visible_to(person), person)
    found = found.order_by("raised_at", "pk")
    return Table(
        HEADERS,
        map(line, found.for_list().iterator(chunk_size=500)),
        found.count(),
        standing(person),
    )


def line(one):
    """One row of the file."""
    return (
        one.team.proposal.code,
        str(one.team),
        one.get_kind_display(),
        one.text_th,
        one.wanted_th,
        one.raised_at,
        one.times_asked,
        str(one.owner or ""),
        one.due_on,
        str(one.state.label),
        one.days_taken,
        one.answer_th,
        one.answered_at,
    )
