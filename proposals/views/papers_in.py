"""What the page shows of the files of F55 to F57: attached, on their way, and where to add."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from proposals.forms.papers import AttachForm, EndorsementForm
from proposals.models import Attachment
from proposals.services.drafting import open_codes
from proposals.services.filing import CODE_OF
from proposals.services.uploading import kind_of, unused

WORDS = {
    Attachment.Kind.PARTNER_LETTER: (
        _("Letters of partners"),
        _("PDF; at most 10 files of 10 MB each."),
    ),
    Attachment.Kind.OTHER: (
        _("Other documents"),
        _("PDF, Word, Excel, PowerPoint, JPG or PNG; at most 10 files, 50 MB in all."),
    ),
}


@dataclass(frozen=True)
class Box:
    """One question that takes files."""

    kind: str
    title: str
    limits: str
    files: list
    form: AttachForm
    is_open: bool


@dataclass(frozen=True)
class Waiting:
    """A file that was sent, whole or in part, and is not attached."""

    incoming: object
    kind: Attachment.Kind

    @property
    def is_letter(self):
        return self.kind == Attachment.Kind.ENDORSEMENT


def papers_in(proposal, user, *, endorsement_form=None, attach_form=None):
    """The context of ``_papers_in.html``; a form that was refused takes its place in it."""
    attached = list(proposal.attachments.current().select_related("file", "endorsement"))
    waiting = [Waiting(one, kind_of(one)) for one in unused(proposal, user)]
    letter = next((one.incoming for one in waiting if one.is_letter and one.incoming.file), None)
    sent = {"sent": letter.pk} if letter else {}
    return {
        "letter": next((a for a in attached if a.kind == Attachment.Kind.ENDORSEMENT), None),
        "letter_sent": letter,
        "boxes": [box(proposal, kind, attached, attach_form) for kind in WORDS],
        "waiting": waiting,
        "endorsement_form": endorsement_form or EndorsementForm(initial=sent),
        "attach_form": attach_form,
    }


def box(proposal, kind, attached, refused):
    title, limits = WORDS[kind]
    is_refused = refused is not None and refused["kind"].value() == kind
    return Box(
        kind=kind,
        title=title,
        limits=limits,
        files=[one for one in attached if one.kind == kind],
        form=refused if is_refused else AttachForm.of(kind),
        is_open=CODE_OF[kind] in open_codes(proposal),
    )
