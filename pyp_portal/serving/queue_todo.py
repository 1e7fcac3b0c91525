"""What administrators are told of: what failed for good, and jobs that are late."""

from django.urls import reverse
from django.utils.translation import gettext as _

from pyp_portal.outbox.models import MessageState
from pyp_portal.serving.models import TimedRun
from pyp_portal.serving.queues import QUEUES
from pyp_portal.templatetags.thai import num
from pyp_portal.todo import Kind, Todo


def kinds(user):
    """One line for each kind of trouble, however many there are."""
    if not user.is_portal_admin:
        return []
    return [
        Kind(TimedRun.objects.late(), late_jobs),
        Kind(QUEUES["mails"].failed(), failed_mails),
        Kind(QUEUES["mails"].asking(), uncertain_mails),
        Kind(QUEUES["papers"].failed(), failed_papers),
        Kind(QUEUES["exports"].failed(), failed_exports),
        Kind(QUEUES["scans"].failed(), unscanned_files),
        Kind(QUEUES["imports"].failed(), stuck_imports),
    ]


def line(title, rows, part="", url=None):
    """One line: what, how many."""
    yield Todo(
        title=title,
        url=url or f"{reverse('queues:queues')}#{part}",
        note=num(rows.count()),
        tone="stop",
        icon="alert",
    )


def late_jobs(rows):
    return line(_("Jobs of the timetable are late"), rows, "jobs")


def failed_mails(rows):
    return line(_("Mails were refused"), rows, "mails")


def uncertain_mails(rows):
    url = f"{reverse('outbox:list')}?state={MessageState.UNCERTAIN}"
    return line(_("Say of mails whether they arrived"), rows, url=url)


def failed_papers(rows):
    return line(_("Documents could not be made"), rows, "papers")


def failed_exports(rows):
    return line(_("Files that people asked for could not be made"), rows, "exports")


def unscanned_files(rows):
    return line(_("The virus scanner gives no answer"), rows, "scans")


def stuck_imports(rows):
    return line(_("Imports do not go on"), rows, "imports")
