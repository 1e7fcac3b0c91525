"""The five-minute report as it is typed, and each of its fields as the page shows it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cohorts.forms import blocks
from cohorts.forms.fields import count, line, one_of, text
from cohorts.forms.figures import FigureField
from cohorts.services.prefilling import figure_name, open_statuses, site_names
from cohorts.states import Obstacle, Overall


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
        blocks.only(self.fields, names)

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
        sent = blocks.typed(self)
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
        """Each field by name, over what stands now."""
        return blocks.blocks_of(self, standing, draft, clashes, sight)

    def kind_of(self, name):
        if name.startswith("indicators-"):
            return "figure"
        if name.startswith("sites-"):
            return "choice" if name.endswith("-status") else "number"
        return self.KINDS.get(name, "text")
