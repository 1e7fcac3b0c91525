"""The diary of a team: everything that is recorded about it, told in order, by phase."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cohorts.charts import written
from cohorts.models import FollowUpReport, Measurement, PrototypeVersion
from cohorts.telling import told
from pyp_portal import clock
from pyp_portal.history.services import timeline


class Kind(models.TextChoices):
    """By what the diary can be read in part."""

    STEP = "step", gettext_lazy("Steps of the lab")
    PAPER = "paper", gettext_lazy("Papers and plans")
    PEOPLE = "people", gettext_lazy("People who took part")
    BUILD = "build", gettext_lazy("Prototypes")
    TEST = "test", gettext_lazy("Pilot tests")
    ADVICE = "advice", gettext_lazy("Advice")
    OBSTACLE = "obstacle", gettext_lazy("Obstacles")
    NOTE = "note", gettext_lazy("Field notes")
    AFTER = "after", gettext_lazy("After the end of the lab")

    @property
    def icon(self):
        return ICONS[self]


ICONS = {
    Kind.STEP: "flag", Kind.PAPER: "file", Kind.PEOPLE: "users", Kind.BUILD: "merge",
    Kind.TEST: "flask", Kind.ADVICE: "message", Kind.OBSTACLE: "alert", Kind.NOTE: "edit",
    Kind.AFTER: "grow",
}  # fmt: skip
FILES = {Kind.BUILD: "version_file", Kind.TEST: "value_file", Kind.NOTE: "note_file"}
STEPS = ("formed", "entered_lab", "completed_lab", "reopened_lab", "gap_waived")
PAPERS = ("deliverable_submitted", "deliverable_approved", "deliverable_returned")
PAPERS += ("plan_written", "plan_approved")


@dataclass(frozen=True)
class Entry:
    """One line of the story: on which day, what happened, in whose words."""

    day: date
    at: datetime
    kind: Kind
    title: str
    text: str = ""
    more: str = ""
    who: str = ""
    file_id: object = None

    @property
    def file_page(self):
        """Where the file of the entry is handed out."""
        return f"cohorts:{FILES[self.kind]}"


@dataclass(frozen=True)
class Chapter:
    """The entries of one phase, of the time before the lab, or of that after it."""

    heading: str
    entries: tuple


def entries(team):
    """Every entry of a team, by day; one statement for each kind of record."""
    parts = (from_history, people, versions, pilots, values, advice, obstacles, notes)
    parts += (visits, baselines, options, proposals, presented, reports)
    found = [entry for part in parts for entry in part(team)]
    return sorted(found, key=lambda entry: (entry.day, entry.at))


def chapters(team, found):
    """The entries under the phase that had begun last on their day."""
    phases = [phase for phase in team.phases.all() if phase.started_at]
    begun = [(clock.localdate(phase.started_at), phase.order, phase) for phase in phases]
    ended = team.completed_lab_at and clock.localdate(team.completed_lab_at)
    under = {}
    for entry in found:
        under.setdefault(heading_of(entry.day, sorted(begun), ended), []).append(entry)
    return [Chapter(heading, tuple(rows)) for heading, rows in under.items()]


def heading_of(day, begun, ended):
    """What the chapter of a day is called."""
    if ended and day > ended:
        return _("After the end of the lab")
    before = [phase for start, _order, phase in begun if start <= day]
    return f"{before[-1].phase_enum.code} {before[-1]}" if before else _("Before entering the lab")


# --- One function for each kind of record ------------------------------------
def from_history(team):
    """Steps and papers, each as often as it happened."""
    for event in timeline(team):
        is_step = event.verb in STEPS or event.verb.startswith("gate_")
        if not is_step and event.verb not in PAPERS:
            continue
        words = told(event)
        title = f"{words['words']}: {words['about']}" if words["about"] else str(words["words"])
        kind = Kind.STEP if is_step else Kind.PAPER
        yield Entry(
            clock.localdate(event.at), event.at, kind, title, words["reason"], who=words["who"]
        )


def people(team):
    for one in team.activities.select_related("recorded_by"):
        title = f"{one.get_kind_display()} · {one.place_th}"
        more = _("What changed because of it: %(text)s") % {"text": one.what_changed_th}
        yield noted(one, one.held_on, Kind.PEOPLE, title, one.main_points_th, more)


def versions(team):
    rows = PrototypeVersion.objects.filter(prototype__team=team)
    for one in rows.select_related("prototype", "recorded_by"):
        title = f"{one} · {one.get_decision_display()}"
        yield noted(one, one.made_on, Kind.BUILD, title, one.description_th, one.what_changed_th)


def pilots(team):
    for one in team.pilot_tests.select_related("recorded_by", "judged_by"):
        title = _("Pilot test planned: %(area)s") % {"area": one.area_th}
        yield noted(one, clock.localdate(one.recorded_at), Kind.TEST, title, one.hypothesis_th)
        if one.judged_at:
            title = _("Pilot test judged: %(decision)s") % {"decision": one.get_decision_display()}
            yield answered(one.judged_at, Kind.TEST, title, one.verdict_th, one.judged_by)


def values(team):
    rows = Measurement.objects.filter(metric__test__team=team)
    for one in rows.select_related("metric", "recorded_by"):
        value = f"{written(one.value)} {one.metric.unit_th}"
        title = f"{one.metric.indicator_th}: {value}"
        yield noted(one, one.measured_on, Kind.TEST, title, one.source_th)


def advice(team):
    for one in team.mentoring.select_related("advisor", "recorded_by", "answered_by"):
        title = _("Advice of %(name)s") % {"name": one.advisor}
        yield noted(one, one.held_on, Kind.ADVICE, title, one.advice_th, one.follow_up_th)
        if one.answered_at:
            title = _("What became of the advice: %(outcome)s") % {
                "outcome": one.get_outcome_display()
            }
            yield answered(one.answered_at, Kind.ADVICE, title, one.done_th, one.answered_by)


def obstacles(team):
    for one in team.raised.select_related("raised_by", "answered_by"):
        title = _("Obstacle raised to the centre: %(kind)s") % {"kind": one.get_kind_display()}
        yield answered(
            one.raised_at, Kind.OBSTACLE, title, one.text_th, one.raised_by, one.wanted_th
        )
        if one.answered_at:
            title = _("The centre answered")
            yield answered(one.answered_at, Kind.OBSTACLE, title, one.answer_th, one.answered_by)


def notes(team):
    for one in team.field_notes.select_related("recorded_by"):
        title = one.place_th or _("Field note")
        yield noted(one, one.noted_on, Kind.NOTE, title, one.text_th)


def visits(team):
    for one in team.visits.select_related("recorded_by"):
        title = _("Field visit: %(place)s") % {"place": one.place_th}
        yield noted(one, one.held_on, Kind.NOTE, title, one.seen_th)


def baselines(team):
    for one in team.baselines.select_related("recorded_by"):
        value = f"{one.indicator_th}: {written(one.value)} {one.unit_th}"
        title = _("Before the test, %(figure)s") % {"figure": value}
        yield noted(one, one.measured_on, Kind.TEST, title, one.source_th)


def options(team):
    for one in team.options.exclude(chosen_at=None).select_related("recorded_by"):
        title = _("Option chosen: %(name)s") % {"name": one.name_th}
        yield answered(one.chosen_at, Kind.PAPER, title, one.chosen_th, one.recorded_by)


def proposals(team):
    for one in team.development.select_related("written_by"):
        title = _("Development proposal, version %(n)d") % {"n": one.number}
        yield answered(one.written_at, Kind.PAPER, title, one.note_th, one.written_by)


def presented(team):
    items = team.presentation_items.exclude(recorded_at=None)
    for one in items.select_related("session"):
        title = _("Presented: %(outcome)s") % {"outcome": one.get_outcome_display()}
        text = one.session.place_th
        yield Entry(one.session.held_on, one.recorded_at, Kind.AFTER, title, text)


def reports(team):
    rows = FollowUpReport.objects.filter(round__team=team).exclude(accepted_at=None)
    for one in rows.select_related("round", "submitted_by"):
        title = _("Report after %(months)d months: %(overall)s") % {
            "months": one.round.months, "overall": one.get_overall_display(),
        }  # fmt: skip
        yield answered(one.submitted_at, Kind.AFTER, title, one.story_th, one.submitted_by)


def noted(one, day, kind, title, text, more=""):
    """An entry of a record that bears its own day and who wrote it down."""
    file_id = getattr(one, "file_id", None)
    who = str(one.recorded_by)
    return Entry(day, one.recorded_at, kind, title, text, more, who, file_id)


def answered(at, kind, title, text, by, more=""):
    """An entry of the moment at which somebody wrote it."""
    return Entry(clock.localdate(at), at, kind, title, text, more, str(by))
