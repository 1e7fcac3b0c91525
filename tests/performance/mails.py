"""What the drill of ``posting`` does inside the portal: post mails, count them, sweep."""

import sys
from types import SimpleNamespace

import django

django.setup()

from django.db.models import Count  # noqa: E402 - only now is Django ready

from pyp_portal.outbox import services, tasks  # noqa: E402
from pyp_portal.outbox.models import Attempt, Message  # noqa: E402


def post(count):
    """Post so many mails, each in a transaction of its own."""
    words = SimpleNamespace(subject="ซ้อม", body="ซ้อมส่ง")
    for n in range(int(count)):
        services.post(
            "outbox/emails/announcement.txt",
            to=f"p{n}@example.org",
            occasion="drill",
            announcement=words,
        )


def states():
    """How many are in each state, and how many tries there were."""
    counted = Message.objects.order_by().values_list("state").annotate(n=Count("pk"))
    for state, n in [*counted, ("tries", Attempt.objects.count())]:
        print(state, n)


def sweep():
    tasks.deliver_waiting()


if __name__ == "__main__":
    {"post": post, "states": states, "sweep": sweep}[sys.argv[1]](*sys.argv[2:])
