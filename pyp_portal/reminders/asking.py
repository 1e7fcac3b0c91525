"""Which reminders a page or a file is asked for."""

from pyp_portal.reminders import listing
from pyp_portal.reminders.rules import rules


def asked_of(values):
    """The view and the rule that are named; anything else is what is to come, of all rules."""
    view, rule = values.get("view", ""), values.get("rule", "")
    return {
        "view": view if view in listing.VIEWS else listing.COMING,
        "rule": rule if rule in rules() else "",
    }
