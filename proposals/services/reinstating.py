"""What was reopened in a longer time and not submitted again: the first submission counts."""

from proposals import emails
from proposals.grounds import Grounds
from proposals.lifecycle.conditions import EXPIRY_DELAY
from proposals.models import Answers, Endorsement
from proposals.services.autosaving import FILE_KEYS
from proposals.services.endorsing import settle
from proposals.services.finding import reindex
from proposals.services.moving import OutOfTurn, already, lock, move
from proposals.services.writing import write
from pyp_portal import clock


def reinstate(draft, receipt):
    """Reopened in its longer time and not submitted again: what was first submitted counts (T02).

    The machine judges it by the arrival of that first submission.
    """
    fresh = lock(draft)
    if clock.now() < fresh.last_moment + EXPIRY_DELAY:
        raise OutOfTurn(already(fresh))
    put_back(fresh, receipt.revision)
    grounds = Grounds(at=receipt.arrived_at)
    moved = move(fresh, "submit", grounds, data={"receipt": receipt.number, "reinstated": True})
    settle(moved)
    reindex(moved)
    emails.reinstated(receipt, moved)


# What a frozen revision says and no answer keeps: the register's words, and the files.
NOT_WRITTEN = {"lead", "lead_agency", "agency_level", "sector", "endorsement_online"}


def put_back(proposal, revision):
    """Make the answers and files of a locked proposal those of a revision."""
    content = revision.content["answers"]
    letter = content["endorsement_letter"]
    given = {k: v for k, v in content.items() if k not in NOT_WRITTEN and k not in FILE_KEYS}
    row = Answers.objects.select_for_update().get(proposal=proposal)
    row.data = {}
    write(proposal, row, given)
    row.save()
    proposal.save()
    files = [*content["partner_letters"], *content["attachments"], *([letter] if letter else [])]
    put_files_back(proposal, [file["uid"] for file in files])
    Endorsement.objects.filter(proposal=proposal).delete()
    if letter:
        Endorsement.objects.create(
            proposal=proposal,
            letter_no=letter["letter_no"],
            letter_date=letter["letter_date"],
            attachment=proposal.attachments.get(uid=letter["uid"]),
        )


def put_files_back(proposal, uids):
    """The files of the revision stand again, and later ones do not."""
    beside = proposal.attachments.filter(kind__in=FILE_KEYS)
    beside.filter(uid__in=uids).update(removed_at=None)
    beside.exclude(uid__in=uids).filter(removed_at=None).update(removed_at=clock.now())
