"""V-02 to V-07 as questions over a dictionary of answers; each answers with what is wrong."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from proposals.places import inside, provinces_named
from pyp_portal import clock


@dataclass(frozen=True)
class Missing:
    """One thing that stands in the way: the sentence, its question (F-number), step and field."""

    text: str
    question: str
    step: int
    name: str = ""


def about(question, text):
    return Missing(text, question.code, question.step, question.name)


def unanswered(question):
    return _("“%(label)s” has no answer yet.") % {"label": question.label}


# --- What stands in the way ---------------------------------------------------


def partners_besides(answers, form):
    """V-02: partners are others than the lead agency, and each is named once."""
    question = form.of_key("partners")
    seen = {(answers.get("lead") or {}).get("code"), squeezed(answers.get("lead_agency"))}
    found = []
    for number, row in enumerate(answers.get("partners") or [], start=1):
        code, name = row.get("agency"), squeezed(row.get("name_th"))
        who = code or name  # the register tells agencies of one name apart
        if who and who in seen:
            text = _("“%(label)s”, row %(number)d: this is the lead agency or named before.")
            found.append(about(question, text % {"label": question.label, "number": number}))
        seen |= {code, name}
    return found


def squeezed(name):
    """A name as names are compared: without spaces."""
    return "".join((name or "").split())


def outcome_moves(answers, form):
    """V-04: at least one outcome whose target differs from its baseline."""
    rows = answers.get("outcomes") or []
    if not rows or any(is_a_move(row) for row in rows):
        return []
    text = _("At least one outcome needs a baseline and a target that differs from it.")
    return [about(form.of_key("outcomes"), text)]


def is_a_move(row):
    baseline, target = row.get("baseline"), row.get("target")
    return None not in (baseline, target) and baseline != target


def pilot_named(answers, form):
    """V-05: the pilot area is one of the areas of work."""
    areas = answers.get("target_areas") or []
    if not areas or any(area.get("is_pilot") for area in areas):
        return []
    return [about(form.of_key("target_areas"), _("Tick which of the areas is the pilot area."))]


def pilot_inside(answers, form):
    """V-05: pilot areas that are named apart lie inside the areas of work."""
    areas = answers.get("target_areas") or []
    pilots = (answers.get("pilot_area_idea") or {}).get("areas") or []
    if not areas or all(any(inside(pilot, area) for area in areas) for pilot in pilots):
        return []
    text = _("The pilot area lies outside the areas of work.")
    return [about(form.of_key("pilot_area_idea.text"), text)]


def work_runs_forward(answers, form):
    """V-06: an activity does not end before it begins."""
    question = form.of_key("workplan")
    return [
        about(question, _("Row %(number)d of the workplan ends before it begins.") % {"number": n})
        for n, row in enumerate(answers.get("workplan") or [], start=1)
        if row.get("start") and row.get("end") and row["end"] < row["start"]
    ]


def endorsed(question, answers, call):
    """V-07: a PDF that opens, with its number and a date not in the future, or a head's own word.

    Where the call sets a later day for the endorsement, it is not needed to submit.
    """
    letter = answers.get("endorsement_letter")
    if not letter:
        later = call.endorsement_due is not None and clock.now() < call.endorsement_due
        spared = later or not question.required or is_endorsed(answers)
        return [] if spared else [about(question, not_endorsed(question, answers))]
    if letter["kind"] != "pdf" or not letter["pages"]:
        return [about(question, _("The endorsement letter must be a PDF that opens."))]
    if letter["letter_date"] > clock.today().isoformat():
        return [about(question, _("The date of the endorsement letter lies in the future."))]
    return []


def is_endorsed(answers):
    """True when there is a letter, or an endorsement online that holds for this text."""
    online = answers.get("endorsement_online")
    return bool(answers.get("endorsement_letter") or (online and online["holds"]))


def not_endorsed(question, answers):
    """That the endorsement is missing, or was given for another text."""
    if answers.get("endorsement_online"):
        return _(
            "The text was changed after the head of the agency endorsed it. Ask for the "
            "endorsement again."
        )
    return unanswered(question)


def files_clean(answers, form):
    """V-07: the virus scanner has found nothing in any file; one still being scanned may pass."""
    found = []
    for key in ("endorsement_letter", "partner_letters", "attachments"):
        value = answers.get(key) or []
        for file in [value] if isinstance(value, dict) else value:
            if file.get("is_rejected"):
                text = _("“%(name)s” did not pass the virus scan. Remove it and send another.")
                found.append(about(form.of_key(key), text % {"name": file["name"]}))
    return found


HINDRANCES = (
    files_clean,
    partners_besides,
    outcome_moves,
    pilot_named,
    pilot_inside,
    work_runs_forward,
)


# --- Warnings ---------------------------------------------------------------------


def nobody_agreed(answers, form, call):
    """V-02: at least one partner has agreed."""
    partners = answers.get("partners") or []
    if not partners or any(row.get("status") == "AGREED" for row in partners):
        return []
    return [about(form.of_key("partners"), _("No partner has agreed yet."))]


def one_cell_only(answers, form, call=None):
    """V-03: lead agency and partners come from two levels or sectors at least."""
    partners = answers.get("partners") or []
    cells = {(row.get("level") or "", row.get("sector")) for row in [answers["lead"], *partners]}
    if not partners or len(cells) > 1:
        return []
    text = _("This does not yet show work across levels or sectors.")
    return [about(form.of_key("partners"), text)]


def pilot_elsewhere(answers, form, call):
    """V-05: the words on the pilot area name no province outside the areas of work."""
    areas = {area.get("province_code") for area in answers.get("target_areas") or []}
    text = (answers.get("pilot_area_idea") or {}).get("text") or ""
    strange = [name for code, name in provinces_named(text) if code not in areas]
    if not (areas and strange):
        return []
    sentence = _("The pilot area mentions %(names)s, which is not among the areas of work.")
    question = form.of_key("pilot_area_idea.text")
    return [about(question, sentence % {"names": ", ".join(strange)})]


def outside_the_lab(answers, form, call):
    """V-06: the months of the workplan lie inside the lab."""
    if not (call.lab_starts_on and call.lab_ends_on):
        return []
    first, last = f"{call.lab_starts_on:%Y-%m}", f"{call.lab_ends_on:%Y-%m}"
    rows = answers.get("workplan") or []
    months = [month for row in rows for month in (row.get("start"), row.get("end")) if month]
    if all(first <= month <= last for month in months):
        return []
    text = _("Some months of the workplan lie outside the lab.")
    return [about(form.of_key("workplan"), text)]


WARNINGS = (nobody_agreed, one_cell_only, pilot_elsewhere, outside_the_lab)
