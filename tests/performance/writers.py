"""The people of the last evening: agencies, each with a draft and four colleagues who write.

python -m tests.performance.writers --agencies 150      begin; prints "address<TAB>cookie<TAB>key"
python -m tests.performance.writers --read              prints "code<TAB>key<TAB>text" of all
"""

import argparse
import sys

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import (  # noqa: E402
    BACKEND_SESSION_KEY,
    HASH_SESSION_KEY,
    SESSION_KEY,
)
from django.db import transaction  # noqa: E402
from django.urls import reverse  # noqa: E402

from proposals.models import Answers  # noqa: E402
from pyp_portal.accounts.models.sessions import SessionStore  # noqa: E402
from tests.factories.proposals import (  # noqa: E402
    CallFactory,
    complete_proposal,
    submitter,
)

settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # 600 in seconds

STEP = 6
KEYS = ("impact", "innovation", "sustainability", "scale_out_potential")  # one for each colleague
TOKEN = "t" * 32


def cookie(user):
    """What the browser of a signed-in person sends."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}; csrftoken={TOKEN}"


@transaction.atomic
def begin(agencies):
    """Drafts with all their answers, and their writers with open pages."""
    call = CallFactory(open_now=True)
    for _each in range(agencies):
        proposal = complete_proposal(call=call)
        address = reverse("proposals:autosave", args=[proposal.code, STEP])
        for key in KEYS:
            yield f"{address}\t{cookie(submitter(proposal))}\t{key}"


def read():
    """What stands in the answers that were written."""
    for row in Answers.objects.select_related("proposal"):
        for key in KEYS:
            yield f"{row.proposal.code}\t{key}\t{row.data.get(key, '')}"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--agencies", type=int, default=150)
    parser.add_argument("--read", action="store_true")
    options = parser.parse_args()
    lines = read() if options.read else begin(options.agencies)
    sys.stdout.write("".join(f"{line}\n" for line in lines))


if __name__ == "__main__":
    main()
