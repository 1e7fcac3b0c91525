"""What makes a version of the form impossible, and in what two versions differ: no database."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from proposals.questions.asking import Kind
from proposals.questions.table import CHECK_ITEMS, QUESTIONS, STEPS
from proposals.questions.wording import spoken

# What the columns behind these answers can hold.
ROOM = {
    "title_th": 400,
    "title_en": 400,
    "partners.name_th": 200,
    "partners.role_th": 300,
    "target_areas.district_th": 80,
    "target_areas.subdistrict_th": 80,
}
MOST_ROWS, MOST_LETTERS = 100, 20_000
OWN_LISTS = {
    part.source
    for question in QUESTIONS
    for part in (question, *question.columns)
    if part.source and not part.source.startswith(("policy:", "themes", "provinces", "agencies"))
}


@dataclass(frozen=True)
class Fault:
    """One thing that stands in the way of publishing: the sentence and the step to mend it in."""

    text: str
    step: int = 0


def faults(words):
    """Everything for which a version cannot be published; empty when it can."""
    keys = {question.key: question for question in QUESTIONS}
    asked = words.get("questions", {})
    unknown = _("The form knows no question “%(key)s”.")
    found = [Fault(unknown % {"key": key}) for key in asked if key not in keys]
    found += [
        Fault(_("The question “%(key)s” is missing.") % {"key": key}, question.step)
        for key, question in keys.items()
        if key not in asked
    ]
    for key, question in keys.items():
        if key in asked:
            found += [Fault(text, question.step) for text in of_question(question, asked[key])]
    return [*found, *of_steps(words), *of_lists(words)]


def of_question(question, words):
    """The faults of one question, in sentences."""
    name = {"label": words.get("label_th") or question.code}
    if not words.get("label_th"):
        yield _("%(label)s: the Thai label is missing.") % name
    if words.get("min_length", 0) > words.get("max_length", MOST_LETTERS):
        yield _("“%(label)s”: it asks for more characters than it takes.") % name
    if words.get("least", 0) > (words.get("most") or MOST_ROWS):
        yield _("“%(label)s”: it asks for more rows or choices than it takes.") % name
    if words.get("least", 0) and not words.get("required"):
        yield _("“%(label)s”: what is optional cannot ask for a number of rows.") % name
    if is_example_too_long(words):
        yield _("“%(label)s”: the example is longer than an answer may be.") % name
    yield from too_much(question.key, words, name)
    for column in question.columns:
        yield from of_column(question, column, words.get("columns", {}).get(column.name, {}), name)


def is_example_too_long(words):
    """An example shows what can be answered, so it keeps to the same limit."""
    examples = (words.get("example_th", ""), words.get("example_en", ""))
    return max(map(len, examples)) > (words.get("max_length") or MOST_LETTERS)


def of_column(question, column, words, name):
    if not words.get("label_th"):
        yield _("“%(label)s”: the Thai label of column “%(column)s” is missing.") % {
            **name,
            "column": column.name,
        }
    yield from too_much(f"{question.key}.{column.name}", words, name)


def too_much(path, words, name):
    """More letters than the database has room for."""
    room = ROOM.get(path, MOST_LETTERS)
    if (words.get("max_length") or 0) > room:
        yield _("“%(label)s”: at most %(room)d characters can be kept.") % {**name, "room": room}


def of_steps(words):
    steps = words.get("steps", [])
    if len(steps) != len(STEPS):
        return [Fault(_("The form has %(count)d steps.") % {"count": len(STEPS)})]
    return [
        Fault(_("Step %(number)d has no Thai title.") % {"number": number}, number)
        for number, step in enumerate(steps, start=1)
        if not step.get("title_th")
    ]


def of_lists(words):
    """Each list that a question offers is there, and each line of the checklist has its words."""
    lists, checks = words.get("lists", {}), words.get("checks", {})
    bare = [name for name in sorted(OWN_LISTS) if not is_worded(lists.get(name))]
    bare += [item for item in CHECK_ITEMS if not checks.get(item, {}).get("th")]
    return [Fault(_("“%(name)s” has no words to choose from.") % {"name": name}) for name in bare]


def is_worded(rows):
    """True for a list with a Thai word for each of its values."""
    return bool(rows) and all(row.get("th") for row in rows)


# --- Two versions side by side --------------------------------------------------


@dataclass(frozen=True)
class Difference:
    """One value that is not what it was."""

    code: str
    label: str
    step: int
    part: str
    before: object
    after: object


def differences(old, new):
    """What has changed from one version to the next, in the order of the form."""
    found = []
    for number in STEPS:
        pair = [words["steps"][number - 1] for words in (old, new)]
        found += compared("", pair[1].get("title_th", ""), number, *pair)
        for question in QUESTIONS:
            if question.step == number:
                found += of_pair(question, old["questions"], new["questions"])
    return [*found, *of_words(old, new)]


def of_words(old, new):
    """The words to choose from, and those of the checklist, that differ."""
    for name, rows in new["lists"].items():
        before = {row["value"]: row for row in old["lists"].get(name, [])}
        for row in rows:
            label = list_label(name, new)
            yield from compared("", label, 0, before.get(row["value"], {}), row)
    for item, row in new["checks"].items():
        yield from compared(item, "", 0, old["checks"].get(item, {}), row)


def list_label(name, words):
    """What a list is called: the label of the first question, or column, that offers it."""
    for question in QUESTIONS:
        asked = words["questions"].get(question.key, {})
        if question.source == name:
            return spoken(asked, "label") or name
        for column in question.columns:
            if column.source == name:
                own = asked.get("columns", {}).get(column.name, {})
                return f"{spoken(asked, 'label')} · {spoken(own, 'label')}"
    return name


def of_pair(question, old, new):
    before, after = old.get(question.key, {}), new.get(question.key, {})
    label = after.get("label_th") or before.get("label_th", "")
    yield from compared(question.code, label, question.step, before, after)
    for column in question.columns:
        was, is_now = (words.get("columns", {}).get(column.name, {}) for words in (before, after))
        title = f"{label} · {is_now.get('label_th', column.name)}"
        yield from compared(question.code, title, question.step, was, is_now)


def compared(code, label, step, before, after):
    """The plain values of two dictionaries that differ."""
    return [
        Difference(code, label, step, part, before.get(part), after.get(part))
        for part in dict.fromkeys([*before, *after])
        if part != "columns" and before.get(part) != after.get(part)
    ]


def is_limited(question):
    """Which limits may be set for a question: letters, a number of rows or choices, or none."""
    if question.kind in (Kind.TEXT, Kind.AREA):
        return "min_length", "max_length"
    return ("least", "most") if question.kind in (Kind.ROWS, Kind.CHOICES) else ()
