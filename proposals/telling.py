"""What officers are told when many cases change hands at once."""

import uuid
from collections import defaultdict

from django.urls import reverse

from pyp_portal.outbox.services import post

TEMPLATE = "proposals/emails/cases_given.txt"


def cases_given(moves, target, by):
    """``moves`` are (proposal, owner before or None): one letter to each officer concerned.

    Who did it is not told of it.
    """
    told = defaultdict(list)
    for proposal, before in moves:
        for officer in {before, target} - {None, by}:
            told[officer].append((proposal, before))
    occasion = f"cases-given:{uuid.uuid4()}"
    for officer, rows in told.items():
        post(
            TEMPLATE,
            to=officer,
            occasion=occasion,
            moves=rows,
            target=target,
            by=by,
            path=own_cases(),
        )


def own_cases():
    """The list of the cases of whoever opens it, of all years."""
    return reverse("proposals:list", query={"year": "", "owner": "me"})
