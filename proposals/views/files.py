"""Files and papers of a proposal: put them in, take them away, hand them out."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from proposals import bundles, documents, permissions, services
from proposals.bundles import OWN_KINDS
from proposals.forms.papers import ACCEPTED, AttachForm, EndorsementForm
from proposals.grounds import MoveRefused
from proposals.models import Attachment, Proposal
from proposals.services.uploading import endorse_sent
from proposals.views.drafting import review
from proposals.views.finding import attempt, find
from proposals.views.uploading import incoming_of
from pyp_portal.access import require
from pyp_portal.papers import exporting
from pyp_portal.papers.models import Export, Paper
from pyp_portal.papers.services import deliver
from pyp_portal.uploads.services import serve

DRAFTS = {
    "full": documents.full_draft,
    "summary": documents.summary,
    "endorsement": documents.endorsement_form,
}


@require_POST
def endorse(request, code):
    """F55: the signed letter with number and date; where it is wrong the page says why."""
    proposal = find(request, code)
    require(permissions.can_write(proposal, request.user))
    form = EndorsementForm(request.POST, request.FILES)
    if form.is_valid() and kept(request, form, "letter", lambda: sign(proposal, form, request)):
        messages.success(request, _("The endorsement letter is attached."))
        return redirect("proposals:review", code)
    return review(request, code, endorsement_form=form)


def sign(proposal, form, request):
    """With the letter that comes along, or with one that was sent before."""
    data = form.cleaned_data
    verb, letter = services.endorse, data["letter"]
    if not letter:
        verb, letter = endorse_sent, incoming_of(request, proposal, data["sent"])
    facts = (data["letter_no"], data["letter_date"], request.user)
    verb(proposal, letter, *facts, at=request.arrived_at)


def kept(request, form, name, verb):
    """Call a verb that takes a file; its objection stands beside the field."""
    try:
        verb()
    except ValidationError as wrong:
        form.add_error(name, wrong.messages)
    except MoveRefused as refused:
        messages.error(request, refused.sentence)
    else:
        return True
    return False


@require_POST
def attach(request, code):
    """F56, F57."""
    proposal = find(request, code)
    require(permissions.can_write(proposal, request.user))
    kind = request.POST.get("kind")
    form = AttachForm.of(
        kind if kind in ACCEPTED else next(iter(ACCEPTED)), request.POST, request.FILES
    )
    if form.is_valid():
        data = form.cleaned_data
        act = partial(
            services.attach,
            proposal,
            data["file"],
            data["kind"],
            request.user,
            at=request.arrived_at,
        )
        if kept(request, form, "file", act):
            messages.success(request, _("The file is attached."))
            return redirect("proposals:review", code)
    return review(request, code, attach_form=form)


def attachment_for(request, uid):
    """An attachment of a proposal that the person may see; else the page "not found"."""
    visible = Proposal.everything.visible_to(request.user)
    found = Attachment.objects.filter(proposal__in=visible)
    return get_object_or_404(found.select_related("proposal", "file"), uid=uid)


def file(request, uid):
    """The file itself, as a download."""
    return serve(attachment_for(request, uid).file)


@require_POST
def all_files(request, code):
    """Ask for all files of a proposal in one."""
    proposal = find(request, code)
    return exporting.order(
        request,
        bundles.KIND,
        title=_("Files of %(code)s") % {"code": proposal.code},
        note=_("What is attached and what was issued"),
        back=reverse("proposals:files", args=[code]),
        formats=(Export.Format.ZIP,),
        code=proposal.code,
        files=True,
    )


@require_POST
def detach(request, uid):
    """Take a file away from a draft."""
    attachment = attachment_for(request, uid)
    require(permissions.can_write(attachment.proposal, request.user))
    attempt(
        request,
        attachment.proposal,
        lambda: services.detach(attachment, request.user, at=request.arrived_at),
        _("The file was taken away."),
    )
    return redirect("proposals:review", attachment.proposal.code)


@require_POST
def make_paper(request, code, kind):
    """Have a draft paper made, and wait for it on its own page."""
    proposal = find(request, code)
    paper = DRAFTS[kind](proposal, request.user)
    return redirect("proposals:paper", paper.uid)


def paper(request, uid):
    """A paper about a proposal that the person may see; drafts only to who asked for them.

    Drafts that the portal itself made, when the call closed, are for all who see the proposal.
    """
    mine = Q(is_draft=False) | Q(issued_by=request.user) | Q(issued_by=None)
    found = Paper.objects.filter(mine, record_type=Proposal._meta.label_lower, kind__in=OWN_KINDS)
    wanted = get_object_or_404(found, uid=uid)
    visible = Proposal.everything.visible_to(request.user)
    get_object_or_404(visible, pk=wanted.record_id)
    return deliver(request, wanted)
