"""What a proposal still lacks (V-01 to V-07): pure questions over a dictionary of answers.

The answers are those of ``Proposal.answered``: the keys of ``proposals.questions``, with
``lead_agency`` as {level, sector}, ``endorsement_letter`` as {letter_date, kind, pages}
and the lists of other files.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from proposals.questions import QUESTIONS, Kind, of_key
from pyp_portal import clock

CHECK_ITEMS = ("E1", "E2", "E3", "E4", "E5", "E6", "E7", "E8")


@dataclass(frozen=True)
class Missing:
    """One thing that stands in the way: the sentence, its question (F-number), step and field."""

    text: str
    question: str
    step: int
    name: str = ""


def about(question, text):
    return Missing(text, question.code, question.step, question.name)


def missing(proposal):
    """Everything between this draft and its submission, in the order of the form."""
    return missing_in(proposal.answered(), proposal.call)


def missing_in(answers, call):
    """The same for answers that have been fetched already."""
    found = [lack for question in QUESTIONS for lack in lacks(question, answers, call)]
    found += [lack for rule in (outcome_moves, pilot_named) for lack in rule(answers)]
    return sorted(found, key=lambda lack: (lack.step, lack.question))


def warnings_in(answers, call):
    """What would make the proposal better but does not stop it (V-02, V-03, V-06)."""
    found = [*nobody_agreed(answers), *one_cell_only(answers), *outside_the_lab(answers, call)]
    return sorted(found, key=lambda lack: (lack.step, lack.question))


# --- V-01: what is required is there -----------------------------------------


def lacks(question, answers, call):
    """V-01 and V-02: this question's answer is there, and long enough."""
    value = question.answer(answers)
    if question.kind == Kind.FILES:
        return endorsed(question, value, call) if question.key == "endorsement_letter" else []
    if question.kind == Kind.ROWS:
        return too_few_rows(question, value or [])
    if value in (None, "", [], False):
        return [about(question, unanswered(question))] if question.required else []
    if isinstance(value, str) and len(value) < question.min_length:
        return [about(question, too_short(question, value))]
    return []


def unanswered(question):
    return _("“%(label)s” has no answer yet.") % {"label": question.label}


def too_short(question, value):
    return _("“%(label)s” has %(used)d characters and needs at least %(least)d.") % {
        "label": question.label,
        "used": len(value),
        "least": question.min_length,
    }


def too_few_rows(question, rows):
    """The rows that are needed, and each of them whole."""
    found = []
    if len(rows) < question.least:
        text = ngettext(
            "“%(label)s” needs at least %(least)d row.",
            "“%(label)s” needs at least %(least)d rows.",
            question.least,
        )
        found.append(about(question, text % {"label": question.label, "least": question.least}))
    needed = [column for column in question.columns if column.required]
    for number, row in enumerate(rows, start=1):
        empty = [c for c in needed if row.get(c.name) in (None, "")]
        if empty:
            found.append(about(question, half_row(question, number, empty)))
    return found


def half_row(question, number, empty):
    return _("“%(label)s”, row %(number)d: fill in %(columns)s.") % {
        "label": question.label,
        "number": number,
        "columns": ", ".join(question.column_label(column) for column in empty),
    }


# --- V-04, V-05, V-07 -----------------------------------------------------------


def outcome_moves(answers):
    """V-04: at least one outcome whose target differs from its baseline."""
    rows = answers.get("outcomes") or []
    if not rows or any(is_a_move(row) for row in rows):
        return []
    text = _("At least one outcome needs a baseline and a target that differs from it.")
    return [about(of_key("outcomes"), text)]


def is_a_move(row):
    baseline, target = row.get("baseline"), row.get("target")
    return None not in (baseline, target) and baseline != target


def pilot_named(answers):
    """V-05: the pilot area is one of the areas of work."""
    areas = answers.get("target_areas") or []
    if not areas or any(area.get("is_pilot") for area in areas):
        return []
    return [about(of_key("target_areas"), _("Tick which of the areas is the pilot area."))]


def endorsed(question, letter, call):
    """V-07: a PDF that opens, with its number and a date not in the future.

    Where the call sets a later day for the endorsement, it is not needed to submit.
    """
    if not letter:
        later = call.endorsement_due is not None and clock.now() < call.endorsement_due
        return [] if later else [about(question, unanswered(question))]
    if letter["kind"] != "pdf" or not letter["pages"]:
        return [about(question, _("The endorsement letter must be a PDF that opens."))]
    if letter["letter_date"] > clock.today().isoformat():
        return [about(question, _("The date of the endorsement letter lies in the future."))]
    return []


# --- Warnings ---------------------------------------------------------------------


def nobody_agreed(answers):
    """V-02: at least one partner has agreed."""
    partners = answers.get("partners") or []
    if not partners or any(row.get("status") == "AGREED" for row in partners):
        return []
    return [about(of_key("partners"), _("No partner has agreed yet."))]


def one_cell_only(answers):
    """V-03: lead agency and partners come from two levels or sectors at least."""
    partners = answers.get("partners") or []
    cells = {(row.get("level") or "", row.get("sector")) for row in [answers["lead"], *partners]}
    if not partners or len(cells) > 1:
        return []
    text = _("This does not yet show work across levels or sectors.")
    return [about(of_key("partners"), text)]


def outside_the_lab(answers, call):
    """V-06: the months of the workplan lie inside the lab."""
    if not (call.lab_starts_on and call.lab_ends_on):
        return []
    first, last = f"{call.lab_starts_on:%Y-%m}", f"{call.lab_ends_on:%Y-%m}"
    rows = answers.get("workplan") or []
    if all(
        (row.get("start") or first) >= first and (row.get("end") or last) <= last for row in rows
    ):
        return []
    return [about(of_key("workplan"), _("Some months of the workplan lie outside the lab."))]


# --- The form as a whole ------------------------------------------------------------


def percent(lacking):
    """How much of what is required is there, in whole percent."""
    needed = {question.name for question in QUESTIONS if question.required}
    open_ones = {lack.name for lack in lacking} & needed
    return round(100 * (len(needed) - len(open_ones)) / len(needed))


# --- The checklist ---------------------------------------------------------------------


def checklist_done(checks):
    """E1 to E8 answered, each answer other than "pass" with a reason."""
    answered = {check.item: check for check in checks}
    return set(answered) == set(CHECK_ITEMS) and all(
        check.result == "PASS" or check.reason.strip() for check in answered.values()
    )


def checklist_passed(checks):
    """E1 to E8 all answered with "pass"."""
    return {check.item for check in checks if check.result == "PASS"} == set(CHECK_ITEMS)
