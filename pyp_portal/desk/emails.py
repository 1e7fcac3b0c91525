"""What we tell people about their task lists: each letter is one row of the outbox."""

from pyp_portal.outbox.services import post


def handed_on(mark, todo):
    """Tell an assistant what was handed on to them, by whom, with which note."""
    return post(
        "desk/emails/handed_on.txt",
        to=mark.taker,
        occasion=f"handed-on:{mark.uid}",
        mark=mark,
        todo=todo,
    )


def handed_back(mark, todo, *, by):
    """Tell the other of the two that it ended."""
    other = mark.owner if by == mark.taker else mark.taker
    return post(
        "desk/emails/handed_back.txt",
        to=other,
        occasion=f"handed-back:{mark.uid}",
        mark=mark,
        todo=todo,
        by=by,
    )
