"""The fields of a form that is kept while it is typed, each as its page shows it."""

from dataclasses import dataclass

from cohorts.progress import Progress
from proposals.stamps import Stamp, digest


@dataclass(frozen=True)
class Block:
    """One field of the page with what it was when the page was made.

    ``seen`` is the version that its reader has seen, ``clash`` the text that somebody else
    has kept since, with its stamp.
    """

    name: str
    field: object
    kind: str  # light, pills, figure, number, choice, line or text
    was: str
    seen: int
    stamp: Stamp
    clash: tuple | None = None
    about: object = None  # the row of a figure or the site that the field is about

    @property
    def rows(self):
        return self.field.field.widget.attrs.get("rows", 3)

    @property
    def limit(self):
        return self.field.field.max_length

    @property
    def value(self):
        value = self.field.value()
        return "" if value is None else value

    @property
    def progress(self):
        """How far a figure has come by the value that stands in the field."""
        row, value = self.about, self.field.field.number(self.value)
        return Progress(row["baseline"], row["target"], row["previous"], value)

    @property
    def mine(self):
        """What was typed here, in words."""
        return self.in_words(self.value)

    @property
    def theirs(self):
        """What somebody else has kept, in words."""
        return self.in_words(self.clash[0])

    def in_words(self, value):
        """A value as its field shows it; a dash for nothing."""
        named = dict(getattr(self.field.field, "choices", []))
        values = value if isinstance(value, list) else [value]
        return ", ".join(str(named.get(one, one)) for one in values if one != "") or "–"


def only(fields, names):
    """Leave these fields of a form alone; all of them where none is named."""
    for name in set(fields) - set(fields if names is None else names):
        del fields[name]


def typed(form):
    """What was sent, as it was typed."""
    return {name: form.data[name] for name in form.fields if name in form.data}


def blocks_of(form, standing, draft, clashes=(), sight=None):
    """Each field by name, over what stands now (``standing``).

    The form says by ``kind_of`` how a field looks, by ``about`` what it is about. The other
    text of a clash counts as unseen until its reader has chosen.
    """
    stamps, clashes = draft.stamps if draft else {}, dict(clashes)
    version = draft.version if draft else 0
    return {
        name: Block(
            name=name,
            field=form[name],
            kind=form.kind_of(name),
            was=digest(standing[name]),
            seen=(sight.has_seen(name) or 0) if name in clashes else version,
            stamp=Stamp.of(stamps.get(name)),
            clash=clashes.get(name),
            about=form.about.get(name),
        )
        for name in form.fields
    }
