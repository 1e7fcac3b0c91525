"""The practice call of a year: opened for a briefing day, closed, and wiped with all it holds."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from proposals.grounds import MoveRefused
from proposals.models import (
    Attachment,
    Call,
    Endorsement,
    Enquiry,
    Proposal,
    Receipt,
    Revision,
)
from pyp_portal import clock
from pyp_portal.history.services import record
from pyp_portal.papers.models import Paper
from pyp_portal.papers.services import discard as discard_paper
from pyp_portal.uploads.models import StoredFile
from pyp_portal.uploads.services import discard as discard_file

MOST = 20  # drafts of one agency: several people of it practise at once
OF_THE_YEAR = (
    "allowed_agency_types",
    "max_returns",
    "revision_days",
    "screening_days",
    "lab_starts_on",
    "lab_ends_on",
    "form_version_id",
)


class PracticeRefused(MoveRefused):
    """What cannot be done with the practice call now."""


def practice_call():
    """The newest practice call, open or not, or None."""
    return Call.everything.filter(is_practice=True).order_by("-fiscal_year").first()


def running_practice():
    """The practice call while it is open, or None."""
    call = practice_call()
    return call if call is not None and call.is_open else None


def call_to_practise():
    """The call for which people practise now: the one that closes next, else the last."""
    ahead = Call.objects.filter(closes_at__gt=clock.now()).order_by("closes_at").first()
    return ahead or Call.objects.order_by("closes_at").last()


@transaction.atomic
def open_practice(days, by):
    """Open the practice call beside the call of the year for so many days; it asks by its form.

    The endorsement may follow later, and so never does: nobody's head is needed to practise.
    """
    real = call_to_practise()
    if real is None:
        raise PracticeRefused(_("There is no call yet for which one could practise."))
    now = clock.now()
    facts = {name: getattr(real, name) for name in OF_THE_YEAR} | {
        "name_th": f"การเปิดรับเพื่อฝึกซ้อม พ.ศ. {real.fiscal_year}",
        "opens_at": now,
        "closes_at": now + timedelta(days=days),
        "endorsement_due": now + timedelta(days=days),
        "max_per_agency": MOST,
    }
    own = {"fiscal_year": real.fiscal_year, "is_practice": True}
    call, _is_new = Call.everything.update_or_create(**own, defaults=facts)
    call.policy_schemes.set(real.policy_schemes.all())
    record(call, "practice_opened", by=by, closes_at=call.closes_at)
    return call


@transaction.atomic
def close_practice(by):
    """End the practice now; what was written stays until it is wiped."""
    call = lock_practice()
    if not call.is_open:
        raise PracticeRefused(_("The practice call is closed already."))
    end(call)
    record(call, "practice_closed", by=by)
    return call


def wipe_practice(typed, by):
    """Delete all that was written for practice, with its files and papers; how many proposals.

    ``typed`` is the name of the call, as a person confirms it. The history keeps its chains:
    each ends with an event that says so. The mails that were sent stay in the outbox, marked.
    The practice ends first and by itself, so that nothing is begun while it is deleted.
    """
    call = end_to_wipe(typed)
    return wipe_all(call, by)


@transaction.atomic
def end_to_wipe(typed):
    """The practice call, closed, where this is its name."""
    call = lock_practice()
    if "".join(typed.split()) != "".join(call.name_th.split()):
        raise PracticeRefused(_("Type the name of the practice call exactly as it is shown."))
    if call.is_open:
        end(call)
    return call


@transaction.atomic
def wipe_all(call, by):
    """Proposals are locked before their call, in the order in which a submission locks them."""
    proposals = list(Proposal.everything.select_for_update().filter(call=call).order_by("pk"))
    lock_practice()
    for proposal in proposals:
        record(proposal, "practice_wiped", by=by)
    files = delete(proposals)
    record(call, "practice_wiped", by=by, proposals=len(proposals), files=files)
    return len(proposals)


def lock_practice():
    """The practice call with its row locked."""
    call = Call.everything.select_for_update(of=("self",)).filter(is_practice=True)
    found = call.order_by("-fiscal_year").first()
    if found is None:
        raise PracticeRefused(_("There is no practice call."))
    return found


def end(call):
    call.closes_at = max(clock.now(), call.opens_at + timedelta(microseconds=1))
    call.save(update_fields=["closes_at"])


def delete(proposals):
    """Delete proposals for practice and everything about them; how many files went with them."""
    keys = [proposal.pk for proposal in proposals]
    attached = Attachment.objects.filter(proposal__in=keys)
    files = list(StoredFile.objects.filter(pk__in=attached.values("file")))
    papers = Paper.objects.filter(record_type=Proposal._meta.label_lower, record_id__in=keys)
    for paper in papers:
        discard_paper(paper)
    Enquiry.objects.filter(proposal__in=keys).update(proposal=None)
    Receipt.objects.filter(revision__proposal__in=keys).delete()
    Revision.objects.filter(proposal__in=keys).delete()
    Endorsement.objects.filter(proposal__in=keys).delete()
    Proposal.everything.filter(pk__in=keys).delete()
    for file in files:
        discard_file(file)
    return len(files)
