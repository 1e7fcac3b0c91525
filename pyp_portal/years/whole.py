"""A year with its three records, and the year that it was opened like."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from proposals.grounds import MoveRefused
from proposals.models import Call
from pyp_portal.history.services import latest
from selection.services.accepting import terms_of

PARTS = ("form_version", "selection_plan", "cohort")


def call_of(year):
    """The call of a year with what hangs on it, or None; without a year, the newest call."""
    calls = Call.objects.select_related(*PARTS).defer("form_version__words")
    return calls.filter(fiscal_year=year).first() if year else calls.first()


def held(call):
    """The call as it is now, and nobody else's until we commit.

    Raises ``MoveRefused`` where somebody has taken its year back meanwhile.
    """
    found = Call.objects.select_for_update(of=("self",)).filter(pk=call.pk).first()
    if found is None:
        raise MoveRefused(_("Somebody has taken this year back meanwhile. Nothing was changed."))
    return found


@dataclass
class Whole:
    """The settings of one year, each asked for once."""

    call: Call

    @property
    def year(self):
        return self.call.fiscal_year

    @cached_property
    def plan(self):
        return getattr(self.call, "selection_plan", None)

    @cached_property
    def cohort(self):
        return getattr(self.call, "cohort", None)

    @cached_property
    def like(self):
        """The year whose settings were taken over when this one was opened, or None."""
        opened = latest(self.call, "year_opened")
        found = opened and call_of(opened.data["like"])
        return Whole(found) if found else None

    @cached_property
    def before(self):
        """The year to compare with: the one it was opened like, else the one before it."""
        earlier = self.like or call_of(self.year - 1)
        return Whole(earlier) if isinstance(earlier, Call) else earlier

    @cached_property
    def rubrics(self):
        return list(self.plan.rubrics.prefetch_related("criteria")) if self.plan else []

    @cached_property
    def criteria(self):
        return [one for rubric in self.rubrics for one in rubric.criteria.all()]

    @cached_property
    def terms(self):
        return terms_of(self.plan) if self.plan else None

    @cached_property
    def tiers(self):
        return list(self.cohort.tiers.all()) if self.cohort else []

    @cached_property
    def workshops(self):
        return list(self.cohort.workshops.standing()) if self.cohort else []

    @cached_property
    def schemes(self):
        return list(self.call.policy_schemes.order_by("code"))

    @cached_property
    def documents(self):
        return list(self.call.documents.current())
