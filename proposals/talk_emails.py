"""What colleagues are told of each other's comments."""

from proposals.emails import FOLDER
from pyp_portal.outbox.services import post_each


def commented(comment, proposal, people):
    """Somebody has commented: who, where, and a link; the words themselves stay in the portal."""
    question = next((q for q in proposal.form.questions if q.name == comment.question), None)
    post_each(
        f"{FOLDER}/commented.txt",
        to=people,
        occasion=f"commented:{comment.occasion}",
        proposal=proposal,
        comment=comment,
        question=question,
    )
