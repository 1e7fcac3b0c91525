"""A web process that dies in the middle of a submission leaves a receipt, or nothing at all."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from proposals import services
from proposals.models import Proposal, Receipt, Revision
from proposals.states import State
from pyp_portal.history.models import Event
from pyp_portal.outbox.models import Message
from pyp_portal.papers.models import Paper
from tests.factories.proposals import CallFactory, complete_proposal, submitter

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
]

# Submits, and stops for the knife right after the verb that is named.
SCRIPT = """
import sys, time, pathlib, django
django.setup()
from django.conf import settings
from django.db import connections
settings.DATABASES["default"]["NAME"] = sys.argv[1]
connections["default"].settings_dict["NAME"] = sys.argv[1]
from proposals import services
from proposals.services import submitting
from proposals.models import Proposal
from pyp_portal.accounts.models import User

def stop_after(module, name):
    verb = getattr(module, name)
    def stopping(*args, **kwargs):
        answer = verb(*args, **kwargs)
        pathlib.Path(sys.argv[4]).touch()
        time.sleep(60)
        return answer
    setattr(module, name, stopping)

place, _dot, name = sys.argv[3].rpartition(".")
stop_after({"": submitting, "emails": submitting.emails}[place], name)
services.submit(Proposal.objects.get(), User.objects.get(pk=sys.argv[2]), key="form")
"""


def kill_after(verb, person, folder):
    """Start a submission in a process of its own, and kill it when ``verb`` is done."""
    flag = folder / "reached"
    database = str(connection.settings_dict["NAME"])
    process = subprocess.Popen(
        [sys.executable, "-c", SCRIPT, database, str(person.pk), verb, str(flag)],
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings", "VAR_DIR": str(folder)},
        cwd=settings.BASE_DIR,
    )
    wait_for(flag, process)
    process.send_signal(signal.SIGKILL)
    process.wait()


def wait_for(flag: Path, process):
    deadline = time.monotonic() + 60
    while not flag.exists():
        assert process.poll() is None, "the submission ended before it could be killed"
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.mark.parametrize("verb", ["move", "freeze", "emails.receipt"])
def test_killed_in_the_middle_nothing_is_half_done(verb, tmp_path):
    proposal = complete_proposal(call=CallFactory(open_now=True))
    person = submitter(proposal)
    connection.close()

    kill_after(verb, person, tmp_path)

    assert Proposal.objects.get().state == State.DRAFT
    for kind in (Receipt, Revision, Message, Paper, Event):
        assert not kind.objects.exists(), kind


def test_the_next_try_succeeds(tmp_path):
    proposal = complete_proposal(call=CallFactory(open_now=True))
    person = submitter(proposal)
    connection.close()
    kill_after("freeze", person, tmp_path)

    receipt = services.submit(proposal, person, key="form")

    assert receipt.number.endswith("-0001")
    assert Receipt.objects.count() == 1
