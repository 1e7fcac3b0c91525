"""What room 1 tells of files in which the virus scanner found something."""

from proposals.emails import FOLDER, people_of
from pyp_portal.outbox.services import post, post_each


def file_rejected(attachment, proposal):
    """V-07: the virus scanner found something in a file; agency, sender and case owner."""
    told = [*people_of(proposal), attachment.added_by]
    once = {(one if isinstance(one, str) else one.email).lower(): one for one in told}
    facts = {"proposal": proposal, "file": attachment.file, "kind": attachment}
    occasion = f"file_rejected:{proposal.code}:{attachment.uid}"
    post_each(f"{FOLDER}/file_rejected.txt", to=once.values(), occasion=occasion, **facts)
    if proposal.case_owner:
        post(
            f"{FOLDER}/file_rejected_officer.txt",
            to=proposal.case_owner,
            occasion=f"{occasion}:officer",
            **facts,
        )


def document_rejected(document):
    """The virus scanner found something in a document of a call page: who put it there."""
    post(
        f"{FOLDER}/document_rejected.txt",
        to=document.added_by,
        occasion=f"document_rejected:{document.uid}",
        document=document,
    )
