"""What will be sent, and the days on which offices are closed, as files."""

from django.utils.translation import gettext_lazy as _

from pyp_portal.offdays import permissions as offdays
from pyp_portal.offdays.services import days_of
from pyp_portal.offdays.years import year_in
from pyp_portal.papers.lists import Listing
from pyp_portal.reminders import listing, permissions
from pyp_portal.reminders.asking import asked_of

PAGES = {"reminders": "reminders:reminders", "offdays": "offdays:days"}


def reminders(person, asked):
    chosen = asked_of(asked)
    rows = listing.narrowed(listing.seen_by(person), chosen).select_related("held_by")
    return rows.order_by(*listing.order_of(chosen["view"]))


def receivers(row):
    """Names and addresses, as the page shows them."""
    return ", ".join(f"{name} <{address}>" if name else address for name, address in row.people)


def state(entered):
    """What became of a day: by the calendar, entered, taken back."""
    if entered is None:
        return str(_("By the calendar"))
    if entered.removed_at:
        return str(_("Day taken back"))
    return str(_("Offices work") if entered.is_worked else _("Entered by the office"))


LISTINGS = {
    "reminders": Listing(
        _("Reminders"),
        lambda user, _asked: permissions.can_view(user),
        reminders,
        (
            (_("Goes out on"), lambda row: row.told_at or row.at),
            (_("Kind of reminder"), lambda row: str(row.rule_name)),
            (_("Concerning"), lambda row: row.about),
            (_("Why"), lambda row: row.why),
            (_("Receivers"), receivers),
            (_("Held back by"), lambda row: str(row.held_by or "")),
            (_("Reason"), lambda row: row.held_because),
        ),
        takes=("view", "rule"),
    ),
    "offdays": Listing(
        _("Holidays of offices"),
        lambda user, _asked: offdays.can_view(user),
        lambda _person, asked: days_of(year_in(asked)),
        (
            (_("Day"), lambda row: row[0]),
            (_("Name"), lambda row: row[1]),
            (_("State"), lambda row: state(row[2])),
            (_("Announced by"), lambda row: row[2].source if row[2] else ""),
            (_("Entered by"), lambda row: str(row[2].entered_by) if row[2] else ""),
        ),
        takes=("year",),
    ),
}
