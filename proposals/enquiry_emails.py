"""What room 1 tells people who asked the office something."""

from pyp_portal.outbox.services import post


def answered(enquiry):
    """The answer, to the person or the address that asked; nobody where neither is known."""
    if enquiry.answer_to is None:
        return
    post(
        "proposals/emails/enquiry_answered.txt",
        to=enquiry.answer_to,
        occasion=f"enquiry-answered:{enquiry.uid}",
        enquiry=enquiry,
    )
