"""What a proposal still lacks: pure questions over a dictionary of answers.

The answers are those of ``Proposal.answered``: the keys of ``proposals.questions``, with
``lead_agency`` as {level, sector}, ``endorsement_letter`` as {letter_date, kind, pages}
and the lists of other files. ``form`` is the form in the words of the proposal's version.
"""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from proposals import rules
from proposals.questions import CHECK_ITEMS, Kind
from proposals.rules import Missing, about

__all__ = [
    "CHECK_ITEMS",
    "Missing",
    "about",
    "checklist_done",
    "checklist_passed",
    "missing",
    "missing_in",
    "percent",
    "warnings_in",
]


def missing(proposal):
    """Everything between this draft and its submission, in the order of the form."""
    return missing_in(proposal.answered(), proposal.form, proposal.call)


def missing_in(answers, form, call):
    """The same for answers that have been fetched already."""
    found = [lack for question in form.questions for lack in lacks(question, answers, call)]
    found += [lack for rule in rules.HINDRANCES for lack in rule(answers, form)]
    return sorted(found, key=lambda lack: (lack.step, lack.question))


def warnings_in(answers, form, call):
    """What would make the proposal better but does not stop it (V-02, V-03, V-05, V-06)."""
    found = [lack for rule in rules.WARNINGS for lack in rule(answers, form, call)]
    return sorted(found, key=lambda lack: (lack.step, lack.question))


# --- V-01: what is required is there -----------------------------------------


def lacks(question, answers, call):
    """V-01 and V-02: this question's answer is there, and long enough."""
    value = question.answer(answers)
    if question.key == "endorsement_letter":
        return rules.endorsed(question, answers, call)
    if question.kind == Kind.ROWS:
        return too_few_rows(question, value or [])
    if value in (None, "", [], False):
        return [about(question, rules.unanswered(question))] if question.required else []
    if isinstance(value, str) and len(value) < question.min_length:
        return [about(question, too_short(question, value))]
    if question.kind == Kind.CHOICES and len(value) < question.least:
        return [about(question, too_few(question))]
    return []


def awaits_endorsement(answers, form):
    """True when an endorsement is asked for and is not there yet (R-06)."""
    return form.of_key("endorsement_letter").required and not rules.is_endorsed(answers)


def too_short(question, value):
    return _("“%(label)s” has %(used)d characters and needs at least %(least)d.") % {
        "label": question.label,
        "used": len(value),
        "least": question.min_length,
    }


def too_few(question):
    text = ngettext(
        "“%(label)s” needs at least %(least)d choice.",
        "“%(label)s” needs at least %(least)d choices.",
        question.least,
    )
    return text % {"label": question.label, "least": question.least}


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


# --- The form as a whole ------------------------------------------------------------


def percent(lacking, form):
    """How much of what is required is there, in whole percent."""
    needed = {question.name for question in form.questions if question.required}
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
