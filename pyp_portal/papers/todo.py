"""What waits for a person among the files they asked for."""

from django.urls import reverse
from django.utils.translation import gettext as _

from pyp_portal.papers.models import Export
from pyp_portal.todo import Kind, Todo, told

MOST = 3  # files named one by one


def todo(user):
    """Files that this person asked for and has not fetched."""
    return told(user, kinds(user))


def kinds(user):
    return [Kind(Export.objects.to_fetch(user), ready)]


def ready(files):
    """Files that are ready and were not fetched; many of them in one line."""
    found = list(files[: MOST + 1])
    if len(found) > MOST:
        return [_line(_("Files are ready to be fetched"), reverse("papers:exports"))]
    return [_line(_("The file “%s” is ready") % one, one.get_absolute_url(), one) for one in found]


def _line(title, url, export=None):
    return Todo(
        title=title,
        url=url,
        detail=_("Fetch it while it is kept"),
        due=export and export.expires_at,
        tone="good",
        icon="download",
    )
