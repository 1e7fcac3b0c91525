"""The criteria of a sheet as its page shows them, one after the other."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """A criterion with its anchors, the points given, and its fields as the page shows them."""

    criterion: object
    value: int | None
    steps: list
    block: object
    remark: object
    is_open: bool


def rows_of(form, blocks):
    """The rows of the rubric; the first without points stands open, and what is in question.

    So does one with points whose reason the plan asks for and which has none yet.
    """
    rows, is_first = [], True
    for criterion in form.criteria:
        block, remark = blocks[criterion.code], blocks.get(f"{criterion.code}_comment")
        is_next = block.value is None and is_first
        is_first = is_first and not is_next
        is_asked = any(one and (one.clash or one.field.errors) for one in (block, remark))
        is_open = is_next or is_asked or _lacks_reason(block, remark)
        rows.append(Row(criterion, block.value, block.steps, block, remark, is_open))
    return rows


def _lacks_reason(block, remark):
    """True for points without the reason that the plan asks for."""
    return bool(remark and remark.is_asked and block.value is not None and not remark.value)


def given(rows):
    """(criteria answered, weight of those answered)."""
    weights = [row.criterion.weight for row in rows if row.value is not None]
    return len(weights), sum(weights)
