"""What is added without script: a suggested policy, and rows for what was found in a long list."""

from proposals.questions import POLICY_KEYS
from pyp_portal.paging import key_in

# Long lists: the rows into which something found is put, and the cell that it fills.
ROWS = {"agencies": ("partners", "agency"), "places": ("target_areas", "place")}


def with_added(post):
    """What was sent, with the policy whose button was pressed and a row for each box ticked."""
    data = post.copy()
    name, _colon, code = post.get("add", "").partition(":")
    if name in POLICY_KEYS:
        data.appendlist(name, code)
    for source in ROWS:
        for value in post.getlist(f"{source}_add"):
            add_row(data, *ROWS[source], value)
    return data


def add_row(data, prefix, cell, value):
    """One more row of a formset, with one cell filled in."""
    if total := key_in(data, f"{prefix}-TOTAL_FORMS"):
        data[f"{prefix}-{total}-{cell}"] = value
        data[f"{prefix}-TOTAL_FORMS"] = str(int(total) + 1)
