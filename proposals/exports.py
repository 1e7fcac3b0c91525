"""The list of proposals as a file: exactly what the page shows, as the asker may see it now."""

import json
from hashlib import sha256

from django.db.models import prefetch_related_objects

from proposals import permissions
from proposals.columns import headers, known, line
from proposals.forms.listing import FilterForm
from proposals.models import Access, Proposal
from pyp_portal.papers.exporting import Table

KIND = "proposals.export"
CHUNK = 1000  # rows fetched at once
# What stands in the cells of many rows is fetched once a chunk, not joined to each row.
BESIDE = ("call", "lead_agency", "province", "theme", "case_owner")


def table(export):
    """What the list shows to who asked, with the filters of that moment and the rights of now.

    In the order and with the columns that the page had.
    """
    person, wanted = export.asked_by, dict(export.parameters)
    columns = wanted.pop("columns", "").split()
    form = FilterForm(wanted, inside=permissions.reads_all(person))
    shown = known(columns, form.inside)
    fitting = form.narrow(Proposal.everything.visible_to(person), person)

    def pages(after):
        for chunk in walked(fitting, form.sorted_by, after):
            yield chunk[-1].code, [line(one, shown, form.inside) for one in chunk]

    rows = (row for _mark, page in pages("") for row in page)
    return Table(headers(shown), rows, fitting.count(), standing(person), pages)


def walked(proposals, order, after=""):
    """The proposals in their order behind the one with this code, a chunk at a time."""
    while chunk := list(proposals.page(after, CHUNK, order)):
        prefetch_related_objects(chunk, *BESIDE)
        yield chunk
        after = chunk[-1].code


def standing(user):
    """All that decides which proposals a person sees, as one hash (S36)."""
    opened = Access.objects.filter(user=user).order_by("pk").values_list("proposal", "kind")
    facts = [sorted(user.roles), sorted(user.agency_ids), list(opened)]
    return sha256(json.dumps(facts).encode()).hexdigest()


def may_fetch(export, user):
    """Who asked, while they stand as they stood; an auditor to whom nothing is closed (S3, S36)."""
    if export.asked_by_id == user.pk:
        return export.standing == standing(user)
    closed = Access.objects.filter(user=user, kind=Access.Kind.CLOSED)
    return user.is_auditor and not closed.exists()
