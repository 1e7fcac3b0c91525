"""Settings that are announced with the call: after it has opened they change with a reason."""

from itertools import permutations

from django import forms
from django.utils.translation import gettext_lazy as _

from proposals.grounds import REASON_MIN
from proposals.stamps import digest
from pyp_portal import clock
from selection.forms.parts import area
from selection.kinds import TieStep
from selection.models import SelectionPlan


class AnnouncedForm(forms.ModelForm):
    """A form of the plan that asks why what was announced is changed."""

    announced = ()
    reason = area(_("Why an announced setting changes"), rows=2, required=False)
    stood = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["stood"] = self.stands = mark_of(self.instance, self.kept)

    def clean(self):
        data = super().clean()
        changed = set(self.changed_data) & set(self.announced)
        has_opened = self.instance.call.opens_at <= clock.now()
        if changed and has_opened and len(data.get("reason", "").strip()) < REASON_MIN:
            names = ", ".join(str(self.fields[name].label) for name in sorted(changed))
            sentence = _("The call has opened with this announced: say why you change %(names)s.")
            self.add_error("reason", sentence % {"names": names})
        self._refuse_unseen(data.pop("stood", ""))
        return data

    @property
    def kept(self):
        """The settings that this form is about."""
        return sorted({*self._meta.fields, *self.announced})

    def _refuse_unseen(self, stood):
        """What another officer changed since the page was shown is not overwritten unseen."""
        if stood and stood != self.stands:
            self.data = self.data.copy()
            self.data["stood"] = self.stands
            self.add_error(
                None,
                _(
                    "Somebody else changed the plan meanwhile. Look at it as it stands now, then "
                    "save once more; what you typed is still here."
                ),
            )


def mark_of(plan, names):
    """Changes whenever one of these settings does."""
    return digest(repr([getattr(plan, name) for name in names]))


def tie_orders():
    """The orders of steps that a plan may declare, each in one line."""
    ends = (TieStep.CASTING, TieStep.DRAW)
    firsts = [*permutations((TieStep.FIRST, TieStep.ABOVE)), (TieStep.FIRST,), ()]
    for first in firsts:
        for end in ends:
            steps = [*first, TieStep.RUNOFF, end]
            yield ",".join(steps), " → ".join(str(step.label) for step in steps)


class RulesForm(AnnouncedForm):
    """How often documents are scored, whether members talk between, and what settles ties."""

    announced = ("rounds", "tie_steps")
    tie_steps = forms.ChoiceField(
        label=_("Among equal ones, after D3 + P3 and D2 + P1"),
        choices=tie_orders,
        widget=forms.RadioSelect,
    )

    class Meta:
        model = SelectionPlan
        fields = ["rounds", "written_talk"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["tie_steps"] = ",".join(self.instance.tie_steps)
        self.order_fields(["rounds", "written_talk", "tie_steps", "reason"])

    def clean_tie_steps(self):
        return self.cleaned_data["tie_steps"].split(",")
