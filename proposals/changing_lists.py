"""What changes as files: the edits of a proposal word by word, the versions of the form."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from proposals import permissions, reading
from proposals.models import Edit, FormVersion, Proposal
from proposals.sittings import nested
from pyp_portal.papers.lists import Listing


@dataclass(frozen=True)
class Line:
    """One edit with its question and the answer before and after it, in words."""

    edit: Edit
    question: object
    before: str
    after: str


def proposal_of(user, asked):
    """The proposal, while this person sees it; else None."""
    return Proposal.objects.visible_to(user).filter(code=asked.get("code", "")).first()


def sees_edits(user, asked):
    proposal = proposal_of(user, asked)
    return proposal is not None and permissions.sees_edits(proposal, user)


def edits(user, asked):
    """Every edit, the newest first; of one field where the page was narrowed to it."""
    proposal = proposal_of(user, asked)
    form, chosen = proposal.form, asked.get("field")
    questions = {one.name: one for one in form.questions}
    found = proposal.edits.select_related("by").order_by("-saved_at", "-pk")
    if chosen in questions:
        found = found.filter(question=chosen)
    glossary = reading.Glossary(form)
    return [
        Line(edit, asking, *(said(asking, v, glossary) for v in (edit.before, edit.after)))
        for edit in found
        if (asking := questions.get(edit.question))
    ]


def said(question, value, glossary):
    """An answer in words: a list one entry a line, rows with their cells side by side."""
    read = reading.read(question, nested(question.key, value), glossary)
    rows = (" | ".join(row) for row in read.rows)
    return read.text or "\n".join([*map(str, read.items), *rows])


def versions(_user, _asked):
    """All versions of the form, the newest first."""
    found = FormVersion.objects.defer("words").select_related("begun_by", "published_by")
    return list(found.order_by("-number").prefetch_related("calls"))


def state_of(version):
    return _("Published") if version.published_at else _("Being written")


LISTINGS = {
    "edits": Listing(
        _("Who changed what"),
        sees_edits,
        edits,
        (
            (_("Changed on"), lambda row: row.edit.saved_at),
            (_("Who edited it"), lambda row: row.edit.who),
            (_("Code of the question"), lambda row: row.question.code),
            (_("Question"), lambda row: row.question.label),
            (_("Answer before"), lambda row: row.before),
            (_("Answer after"), lambda row: row.after),
        ),
        takes=("field",),
    ),
    "form_versions": Listing(
        _("Versions of the form"),
        lambda user, _asked: permissions.can_keep_form(user),
        versions,
        (
            (_("Version"), lambda row: row.number),
            (_("State"), lambda row: str(state_of(row))),
            (_("Begun on"), lambda row: row.begun_at),
            (_("Begun by"), lambda row: str(row.begun_by or "")),
            (_("Published on"), lambda row: row.published_at),
            (_("Published by"), lambda row: str(row.published_by or "")),
            (_("Calls that use it"), lambda row: ", ".join(map(str, row.calls.all()))),
        ),
    ),
}
