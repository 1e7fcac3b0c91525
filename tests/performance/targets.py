"""Prints which paths the bench asks for, and the cookies of the people who ask.

python -m tests.performance.targets      (one "name<TAB>value" a line)
"""

import sys

import django
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.urls import reverse

django.setup()

from proposals.models import Call, Proposal  # noqa: E402
from pyp_portal.accounts.models import User  # noqa: E402
from selection.models import ScoreSheet  # noqa: E402


def cookie(user):
    """The session cookie of a signed-in person."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def main():
    """One line for each page and each person."""
    call = Call.objects.current()
    proposal = Proposal.objects.filter(call=call).order_by("pk")[100]
    sheet = ScoreSheet.objects.filter(submitted_at=None).select_related("seat__user").first()
    lines = {
        "floor": f"{reverse('floor')}?pk={proposal.pk}",
        "call": call.get_absolute_url(),
        "list": reverse("proposals:list"),
        "search": reverse("proposals:list") + "?q=%E0%B8%9B%E0%B8%B8%E0%B9%8B%E0%B8%A2",
        "detail": proposal.get_absolute_url(),
        "score_form": sheet.get_absolute_url(),
        "board": reverse("selection:board", args=[call.fiscal_year]),
        "cookie:staff": cookie(User.objects.get(email="staff@load.example.org")),
        "cookie:secretary": cookie(User.objects.get(email="secretary@load.example.org")),
        "cookie:member": cookie(sheet.seat.user),
    }
    sys.stdout.write("".join(f"{name}\t{value}\n" for name, value in lines.items()))


if __name__ == "__main__":
    main()
