"""What people are told about their requests."""

from pyp_portal.outbox.services import post
from pyp_portal.preferences import services as preferences

FAREWELL = "privacy/emails/erased.txt"


def answered(request):
    """What became of a request, with the words of the office."""
    return post(
        "privacy/emails/answered.txt",
        to=request.person,
        occasion=f"right-answered:{request.uid}",
        asked=request,
    )


def erased(person):
    """The last word, to an address that is forgotten once it is sent (``tasks.forget``)."""
    return post(
        FAREWELL,
        to=person.email,
        occasion=f"erased:{person.uid}",
        language=preferences.of(person).language,
        person=person,
    )


def erasure_done(erasure, officer):
    """To each of the two who agreed to it: it is done. The letter names nobody."""
    return post(
        "privacy/emails/erasure_done.txt",
        to=officer,
        occasion=f"erasure-done:{erasure.uid}",
        asked=erasure.request,
        erasure=erasure,
    )


def idle(person, notice):
    """The account will be closed unless somebody signs in; asked for by the schedule (J4)."""
    return post(
        "privacy/emails/idle.txt",
        to=person,
        occasion=f"idle:{person.uid}:{notice.told_at:%Y-%m-%d}",
        person=person,
    )
