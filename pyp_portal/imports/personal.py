"""What files on their way into the register know of a person, and what becomes of it."""

from django.utils.translation import gettext_lazy as _

from pyp_portal.imports.models import Import
from pyp_portal.privacy.crumbs import Text
from pyp_portal.privacy.holding import Holding
from pyp_portal.privacy.naming import holding
from pyp_portal.privacy.parting import Goes


def listed(person):
    """Lists on their way into the register that hold the address."""
    return holding(Import.objects.exclude(rows=[]), ("rows",), (person.email,))


def leave_out(rows, erasing):
    """The person's row goes from the list; what was entered before it stays counted."""
    gone = erasing.person.email.casefold()
    for found in Import.objects.filter(pk__in=rows.values("pk")).select_for_update():
        keys = [number for number, row in enumerate(found.rows) if gone == mail_of(row)]
        found.rows = [row for number, row in enumerate(found.rows) if number not in keys]
        found.done -= sum(number < found.done for number in keys)
        found.total -= len(keys)
        found.save(update_fields=["rows", "done", "total"])


def mail_of(row):
    return str(row.get("email", "")).casefold()


TEXTS = (
    Text(
        "named_in_imports",
        _("What was wrong with files of an import"),
        Import.objects.all,
        ("note", "faults"),
        seen=Import.objects.visible_to,
        link=lambda row: row.get_absolute_url(),
    ),
)
RESTS = (
    Holding(
        "listed_in_imports",
        _("Rows of files that are not entered yet"),
        listed,
        (),
        Goes(_("Taken out of the list"), leave_out),
    ),
    *(one.as_holding() for one in TEXTS),
)
