"""The five-minute report as it is typed, and each of its fields as the page shows it."""

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

from cohorts.forms.fields import count, line, one_of, text
from cohorts.forms.figures import FigureField
from cohorts.progress import Progress
from cohorts.services.prefilling import figure_name, open_statuses, site_names
from cohorts.states import Obstacle, Overall
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


class ReportForm(forms.Form):
    """Light, figures, sites, money, obstacles and story; what is known is not asked.

    ``blank`` says which figures and sites there are, ``names`` are the fields that were sent
    where it is not all of them.
    """

    overall = one_of(Overall, _("How is the work going?"))
    obstacles = forms.MultipleChoiceField(
        label=_("What stands in the way?"),
        choices=Obstacle.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    obstacle_th = text(_("In a few words"), required=False, rows=2, limit=1000)
    help_needed_th = text(_("What help do you need from the office or the centre?"), required=False)
    spending_baht = FigureField(label=_("Spent so far, baht"), required=False, min_value=0)
    spending_source_th = line(_("From which source"), required=False)
    story_th = text(_("The story of one person"), required=False, limit=600, rows=3)

    KINDS = {
        "overall": "light",
        "obstacles": "pills",
        "spending_baht": "number",
        "spending_source_th": "line",
    }

    def __init__(self, *args, blank, names=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.blank, self.about = blank, {}
        for number, row in enumerate(blank.figures):
            self._ask_for_figure(figure_name(number), row)
        for number, site in enumerate(blank.sites):
            self._ask_for_site(site_names(number), site)
        for name in set(self.fields) - set(self.fields if names is None else names):
            del self.fields[name]

    def _ask_for_figure(self, name, row):
        self.fields[name] = FigureField(label=row["indicator_th"])
        self.about[name] = row

    def _ask_for_site(self, names, site):
        status, population = names
        self.fields[status] = forms.ChoiceField(
            label=_("Status"), choices=open_statuses(site), required=False
        )
        self.fields[population] = count(_("People reached"), required=False)
        self.about |= dict.fromkeys(names, site)

    # --- What was typed
    def typed(self):
        """What was sent, as it was typed; ticks that are all taken away send nothing."""
        sent = {name: self.data[name] for name in self.fields if name in self.data}
        if "obstacles" in self.fields:
            sent["obstacles"] = self.data.getlist("obstacles")
        return sent

    def figures(self):
        """The indicators with their new values."""
        known = ("indicator_th", "unit_th", "baseline", "target")
        return [
            {name: row[name] for name in known} | {"value": self.cleaned_data[figure_name(number)]}
            for number, row in enumerate(self.blank.figures)
        ]

    def sites(self):
        """The sites with how far they are; one that the page did not show yet stays as it is."""
        found = []
        for number, site in enumerate(self.blank.sites):
            status, population = site_names(number)
            is_shown = status in self.data
            row = {"site": site, "status": site.status, "population": site.population}
            if is_shown:
                row |= {"status": self.cleaned_data[status] or site.status}
                row |= {"population": self.cleaned_data[population]}
            found.append(row)
        return found

    def facts(self):
        """Everything else."""
        return {n: v for n, v in self.cleaned_data.items() if n in ReportForm.base_fields}

    # --- What the page shows
    def blocks(self, standing, draft, clashes=(), sight=None):
        """Each field by name, over what stands now (``standing``).

        The other text of a clash counts as unseen until its reader has chosen.
        """
        stamps, clashes = draft.stamps if draft else {}, dict(clashes)
        version = draft.version if draft else 0
        return {
            name: Block(
                name=name,
                field=self[name],
                kind=self.kind_of(name),
                was=digest(standing[name]),
                seen=(sight.has_seen(name) or 0) if name in clashes else version,
                stamp=Stamp.of(stamps.get(name)),
                clash=clashes.get(name),
                about=self.about.get(name),
            )
            for name in self.fields
        }

    def kind_of(self, name):
        if name.startswith("indicators-"):
            return "figure"
        if name.startswith("sites-"):
            return "choice" if name.endswith("-status") else "number"
        return self.KINDS.get(name, "text")
