"""The list of proposals as a file: its columns, its rows as the asker may see them now."""

import json
from hashlib import sha256

from django.utils import timezone
from django.utils.translation import gettext as _

from proposals import permissions
from proposals.forms.listing import FilterForm
from proposals.models import Access, Proposal
from proposals.states import State
from pyp_portal.accounts.roles import Level
from pyp_portal.papers.exporting import Table

KIND = "proposals.export"
CHUNK = 1000  # rows fetched at once
COLUMNS = (
    "code",
    "title_th",
    "lead_agency__name_th",
    "lead_agency__level",
    "province__name_th",
    "theme__name_th",
    "state",
    "submitted_at",
)


def table(export):
    """What the list shows to who asked, with the filters of that moment and the rights of now."""
    person = export.asked_by
    form = FilterForm(export.parameters, inside=permissions.reads_all(person))
    fitting = form.narrow(Proposal.objects.visible_to(person), person)
    return Table(headers(), lines(fitting, form.inside), fitting.count(), standing(person))


def headers():
    return [
        _("Number"),
        _("Title"),
        _("Lead agency"),
        _("Level"),
        _("Province"),
        _("Theme"),
        _("State"),
        _("Submitted"),
    ]


def lines(proposals, inside):
    """The rows, fetched a chunk at a time."""
    words, after = Words(inside), ""
    while chunk := list(proposals.page(after, CHUNK).values_list(*COLUMNS)):
        yield from (words.line(*row) for row in chunk)
        after = chunk[-1][0]


class Words:
    """The words of the file for keys of the database, looked up once."""

    def __init__(self, inside):
        self.levels = {level.value: str(level.label) for level in Level}
        self.states = {
            state.value: str(state.label if inside else state.public_label) for state in State
        }

    def line(self, code, title, agency, level, province, theme, state, submitted):
        """One row."""
        place = [self.levels.get(level, ""), province or "", theme or ""]
        moment = timezone.localtime(submitted) if submitted else None
        return [code, title, agency, *place, self.states[state], moment]


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
