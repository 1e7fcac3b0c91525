"""A score sheet as it is typed, and each of its fields as the page shows it."""

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

from proposals.stamps import Sight, Stamp, digest
from selection.forms.parts import WholeForm, area
from selection.kinds import Remarks
from selection.services.noting import NOTE_MAX
from selection.services.writing import COMMENT_MAX, REMARK, plain

NOTE = "note"


@dataclass(frozen=True)
class Block:
    """One field with what it was when the page was made; ``clash`` is another text to choose."""

    name: str
    field: object
    kind: str  # points, choice or text
    was: str
    seen: int
    stamp: Stamp
    clash: object
    is_open: bool
    steps: list

    is_asked: bool = False  # a text without which the sheet is not handed in

    @property
    def rows(self):
        """How tall its box stands."""
        return self.field.field.widget.attrs.get("rows", 3)

    @property
    def value(self):
        value = self.field.value()
        return plain(value) if self.kind == "points" else value


class RubricForm(WholeForm):
    """Points and a reason for each criterion, then words to the applicant, and the own note.

    ``names`` are the fields that were sent, where it is not all of them.
    """

    note = area(_("My own note"), rows=3, required=False, max_length=NOTE_MAX)

    def __init__(self, *args, criteria, plan, names=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.criteria, self.plan = criteria, plan
        self.clashes, self.sight = {}, Sight()
        for criterion in criteria:
            self._ask_for(criterion)
        for name in set(self.fields) - set(self.fields if names is None else names):
            del self.fields[name]

    def _ask_for(self, criterion):
        self.fields[criterion.code] = forms.DecimalField(
            label=str(criterion),
            min_value=1,
            max_value=5,
            step_size=0.5 if self.plan.half_points else 1,
            required=False,
        )
        if self.plan.remarks == Remarks.OFF:
            return
        remark = area(_("Reason for these points"), rows=2, max_length=COMMENT_MAX, required=False)
        self.fields[criterion.code + REMARK] = remark

    def sent(self):
        """What was sent and is in order, by name; what was not sent stays as it is."""
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name in self.data and name in self.fields
        }

    def wrong(self):
        """The sentences about what cannot be kept as it is, by name."""
        return {name: list(texts) for name, texts in self.errors.items() if name in self.fields}

    def blocks(self, standing, stamps, version, is_open):
        """Each field by name, with what stands in the database now (``standing``, ``stamps``)."""
        criteria = {criterion.code: criterion for criterion in self.criteria}
        return {
            name: self._block(name, criteria.get(name), standing, stamps, version, is_open)
            for name in self.fields
        }

    def _block(self, name, criterion, standing, stamps, version, is_open):
        kind = "points" if criterion else "choice" if name == "confidence" else "text"
        clash = self.clashes.get(name)
        stamp = Stamp.of(stamps.get(name))
        newest = stamp.version if name == NOTE else version
        seen = self.sight.has_seen(name) if clash else newest
        return Block(
            name=name,
            field=self[name],
            kind=kind,
            was=digest(plain(standing[name]) if kind == "points" else standing[name]),
            seen=seen or 0,
            stamp=stamp,
            clash=clash,
            is_open=is_open or name == NOTE,
            steps=criterion.steps(self.plan.half_points) if criterion else [],
            is_asked=name.endswith(REMARK) and self.plan.remarks == Remarks.REQUIRED,
        )
