"""What stands on a score sheet's page: anchors, the proposal's text, others' sheets later on."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.urls import reverse

from proposals.questions import Kind
from pyp_portal.papers.kinds import Kind as PaperKind
from pyp_portal.papers.models import Paper
from selection.kinds import Stage
from selection.models import Criterion, Emptied, ScoreSheet

READ_STEPS = range(2, 8)
SHOWN_KINDS = (Kind.TEXT, Kind.AREA)
# Which part of the form answers which criterion: a shortcut from the text to the anchors.
ANSWERS_CRITERION = {3: "D2", 4: "D1", 5: "D3", 6: "D4"}


@dataclass(frozen=True)
class CriterionRow:
    """A criterion with its anchors, the points given and its fields."""

    criterion: object
    value: int | None
    steps: list
    points: object
    comment: object
    is_open: bool


def criterion_rows(form, half=False):
    """The rows of the rubric; the first without points stands open."""
    rows, is_first = [], True
    for criterion in form.criteria:
        value = form[criterion.code].value()
        is_open = value in (None, "") and is_first
        is_first = is_first and not is_open
        rows.append(
            CriterionRow(
                criterion=criterion,
                value=_whole(value),
                steps=criterion.steps(half),
                points=form[criterion.code],
                comment=form[f"{criterion.code}_comment"],
                is_open=is_open,
            )
        )
    return rows


def _whole(value):
    """Points as the cards compare them: 4 and 4.0 and "4" are the same."""
    if value in (None, ""):
        return None
    number = float(value)
    return int(number) if number.is_integer() else number


def given_weight(sheet):
    """(criteria answered, weight of those answered)."""
    given = [
        s.criterion.weight for s in sheet.scores.select_related("criterion") if s.points is not None
    ]
    return len(given), sum(given)


def parts_of(proposal):
    """The texts of a proposal by step of the form, in the words of the form."""
    answers = getattr(proposal, "answers", None)
    data = answers.data if answers else {}
    return [part for step in READ_STEPS if (part := _part(proposal.form, step, data))["texts"]]


def _part(form, step, data):
    title, _note = form.step_words(step)
    texts = [
        (question.label, text)
        for question in form.of_step(step)
        if question.kind in SHOWN_KINDS and (text := question.answer(data))
    ]
    return {"title": title, "texts": texts, "criterion": ANSWERS_CRITERION.get(step, "")}


def others(sheet, user):
    """The submitted sheets of the others, once one's own is in (section 4.4, 9)."""
    if sheet.seat.user_id == user.pk and not sheet.submitted_at:
        return []
    seen = ScoreSheet.objects.visible_to(user).counted()
    return seen.filter(proposal=sheet.proposal, stage=sheet.stage).exclude(pk=sheet.pk).for_list()


def neighbours(waiting, sheet):
    """Place and number of this sheet among those still open, addresses before and after it."""
    row = list(waiting.in_turn().values_list("uid", flat=True))
    if sheet.uid not in row:
        return {"count": len(row), "next": _address(row[0]) if row else ""}
    place = row.index(sheet.uid)
    return {
        "place": place + 1,
        "count": len(row),
        "previous": _address(row[place - 1]) if place else "",
        "next": _address(row[place + 1]) if place + 1 < len(row) else "",
    }


def _address(uid):
    return reverse("selection:sheet", args=[uid])


def done_and_asked(mine):
    """(done, asked): how many of one's own sheets are in or abstained from, of all that count."""
    asked = mine.filter(frozen_at=None, recused_at=None).order_by()
    done = Q(submitted_at__isnull=False) | Q(abstained_at__isnull=False)
    found = asked.aggregate(done=Count("pk", filter=done), asked=Count("pk"))
    return found["done"], found["asked"]


def tables(plan, sheets):
    """For each stage: criteria, then a line a sheet with its points by code in their order."""
    rows = list(sheets.for_list().prefetch_related("scores__criterion", "versions"))
    found = []
    for stage in Stage:
        criteria = list(Criterion.objects.filter(rubric__plan=plan, rubric__stage=stage))
        lines = [_line(sheet, criteria) for sheet in rows if sheet.stage == stage]
        if lines:
            found.append({"stage": stage, "criteria": criteria, "lines": lines})
    return found


def _line(sheet, criteria):
    points = sheet.points()
    versions = len(sheet.versions.all())
    given = [(c.code, points.get(c.code)) for c in criteria]
    return {"sheet": sheet, "points": given, "versions": versions}


def emptied_of(proposal):
    """When and by which rule members' words about a proposal were removed, or None."""
    return Emptied.objects.filter(sheet__proposal=proposal).order_by("pk").first()


def silenced(proposal, answer):
    """The same, where its applicant would read their words, unedited, beside the result."""
    if answer.strengths or answer.advice or answer.item.announcement.plan.approved_letters:
        return None
    return emptied_of(proposal)


def letters(proposal):
    """The result letters of a proposal."""
    return Paper.objects.of(proposal).filter(kind=PaperKind.RESULT_LETTER)
