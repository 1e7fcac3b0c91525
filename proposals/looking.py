"""How somebody looks at the list: the view that is open, the filters, the columns."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from proposals import columns, permissions
from proposals.forms.listing import ME, NOBODY, FilterForm
from proposals.models import Call, ListSetting, Proposal, SavedView
from proposals.models.calls import current_among
from proposals.states import State

PLAIN = {"after", "page"}  # what an address may say without asking for anything
# Of the office itself: the call of today, or one question about all years.
OF_THE_OFFICE = (
    {},
    {"year": ""},
    {"year": "", "owner": ME},
    {"year": "", "owner": NOBODY, "state": State.SUBMITTED.value},
    {"year": "", "endorsement": "awaited"},
    {"year": "", "state": State.RETURNED.value},
)


@dataclass
class Look:
    """What the page shows to this person; outside the office there are no views."""

    user: Any
    form: FilterForm
    columns: list
    calls: list
    view: SavedView | None = None
    views: list = ()
    default: SavedView | None = None

    @property
    def inside(self):
        return self.form.inside

    def visible(self):
        return Proposal.everything.visible_to(self.user)

    def fitting(self, but=()):
        """The proposals that the filters leave."""
        return self.form.narrow(self.visible(), self.user, but)

    def address(self):
        """What the address of this look says, with nothing left to guess."""
        year = {"year": self.form.chosen().get("year", "")}
        view = {"view": str(self.view.uid) if self.view else ""}
        return urlencode((view if self.inside else {}) | year | self.form.asked())

    def kept_query(self):
        """The filters as a view keeps them; the call of today stays the one of that day."""
        asked, today = self.form.asked(), current_among(self.calls)
        is_todays = today and asked.get("year") == str(today.fiscal_year)
        if is_todays and "q" not in asked:
            return {name: value for name, value in asked.items() if name != "year"}
        return {"year": ""} | asked

    @property
    def is_changed(self):
        """Whether the filters are no longer those of the view that is open."""
        if self.view is None:
            return False
        kept = asked_for(self.view.query, inside=True, calls=self.calls)
        return said(kept) != self.form.asked()


def look(request):
    """How the person of this request looks at the list."""
    return look_at(request.GET, request.user)


def look_at(query, user):
    """The filters of the address; without any the person's default view, or the call of today."""
    inside, calls = permissions.reads_all(user), list(Call.objects.all())
    if not inside:
        form = FilterForm(query, inside=False, calls=calls)
        return Look(user, form, columns.known((), inside=False), calls)
    views = list(SavedView.objects.visible_to(user).select_related("owner"))
    setting = ListSetting.objects.filter(person=user).first() or ListSetting()
    default = next((view for view in views if view.pk == setting.default_view_id), None)
    view = opened(query, views, default)
    asked = (view.query if view else {}) | query.dict()
    form = FilterForm(asked_for(asked, inside=True, calls=calls), inside=True, calls=calls)
    shown = columns.known((view and view.columns) or setting.columns, inside=True)
    return Look(user, form, shown, calls, view, views, default)


def opened(query, views, default):
    """The view that the address names; the default one where it asks for nothing at all."""
    if "view" in query:
        return next((view for view in views if str(view.uid) == query["view"]), None)
    return None if set(query) - PLAIN else default


def asked_for(query, *, inside, calls):
    """What is asked for; the office begins with the call of today, unless it searches."""
    call = None if not inside or {"year", "q"} & set(query) else current_among(calls)
    return {**query, "year": str(call.fiscal_year)} if call else query


def said(query):
    """A query without what it leaves open."""
    return {name: value for name, value in query.items() if value}


@dataclass
class Chip:
    """A way of looking that is one press away."""

    label: str
    url: str
    is_open: bool
    asked: dict
    count: int | None = None
    view: SavedView | None = None


def chips(look):
    """The views of the office, then those with a name, each with its address."""
    words = (
        _("This year's call"),
        _("All"),
        _("Mine"),
        _("Without an owner"),
        _("Submitted but not endorsed"),
        _("Waiting for the agency"),
    )
    here, now = reverse("proposals:list"), look.form.asked()
    found = []
    for label, query in zip(words, OF_THE_OFFICE, strict=True):
        asked = said(asked_for(query, inside=True, calls=look.calls))
        is_open = look.view is None and asked == now
        found.append(Chip(label, f"{here}?{urlencode({'view': ''} | query)}", is_open, asked))
    for view in look.views:
        asked = said(asked_for(view.query, inside=True, calls=look.calls))
        url = f"{here}?{urlencode({'view': str(view.uid)})}"
        found.append(Chip(view.name, url, view == look.view, asked, view=view))
    return found
