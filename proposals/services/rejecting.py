"""A file in which the virus scanner found something: told once, and a defect for E4.

The letters of a withdrawal and of a merger are attachments too, and so told of here.
"""

from django.db import transaction

from proposals import file_emails
from proposals.models import Attachment, CallDocument
from proposals.services.moving import lock
from pyp_portal import clock
from pyp_portal.history.services import record
from pyp_portal.uploads.models import Scan

AT_ONCE = 100


def tell_rejected():
    """Tell of every attached file that failed since the last run; how many there were."""
    failed = Attachment.objects.current().filter(file__scan=Scan.FAILED, warned_at=None)
    told = sum(tell(attachment) for attachment in failed.select_related("proposal")[:AT_ONCE])
    tell_of_documents()
    return told


def tell_of_documents():
    """Documents of a call page, which everybody was to fetch: who put them there is told once."""
    failed = CallDocument.objects.current().filter(file__scan=Scan.FAILED)
    for document in failed.select_related("call", "file", "added_by")[:AT_ONCE]:
        file_emails.document_rejected(document)


@transaction.atomic
def tell(attachment):
    """Tell the agency, the sender and the case owner, once; False where it had been told."""
    fresh = lock(attachment.proposal)
    mine = Attachment.objects.filter(pk=attachment.pk, warned_at=None)
    if not mine.update(warned_at=clock.now()):
        return False
    record(fresh, "file_rejected", kind=attachment.kind, sha256=attachment.file.sha256)
    file_emails.file_rejected(attachment, fresh)
    return True
