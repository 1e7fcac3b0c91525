"""Change what papers say of the office, and the garuda they bear; papers issued keep theirs."""

import hashlib
import io

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from PIL import Image

from pyp_portal import clock
from pyp_portal.history import services as history
from pyp_portal.papers.rewording import WordingRefused, stale
from pyp_portal.papers.yearly import Emblem, Office
from pyp_portal.uploads import checks

FACTS = (
    "name",
    "short_name",
    "number_prefix",
    "address",
    "phone",
    "email",
    "head_name",
    "head_position",
)
HEIGHT = 709  # pixels: 3 cm at 600 to the inch
HEAVIEST = 2**20


def drawn(content):
    """The picture of the garuda, drawn anew and no larger than print needs.

    Raises ``ValidationError`` for what is no PNG, is too heavy or does not open.
    """
    if len(content) > HEAVIEST:
        raise ValidationError(_("The picture of the garuda may have 1 MB at most."))
    if checks.kind_of(content) != "png":
        raise ValidationError(_("Send the garuda as a PNG picture."))
    upright, _pages = checks.checked("png", content)
    made = io.BytesIO()
    with Image.open(io.BytesIO(upright), formats=["PNG"]) as picture:
        small = picture.convert("RGBA")
        small.thumbnail((HEIGHT, HEIGHT))
        small.save(made, "PNG", optimize=True)
    return made.getvalue()


@transaction.atomic
def write(facts, *, seen, by, png=None, is_plain=False):
    """Keep what papers say of the office as the next version; None when nothing changed.

    ``png`` is another garuda, ``is_plain`` takes it away. ``seen`` is the version that the page
    showed; raises ``WordingRefused`` when somebody else has changed it since.
    """
    standing = Office.objects.standing()
    if seen != standing.version:
        raise WordingRefused(stale())
    emblem = None if is_plain else keep_emblem(png, by) if png else standing.emblem
    changed = [name for name in FACTS if facts[name] != getattr(standing, name)]
    if emblem != standing.emblem:
        changed.append("emblem")
    if not changed:
        return None
    row = Office(version=seen + 1, emblem=emblem, **facts)
    row.written_at, row.written_by = clock.now(), by
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise WordingRefused(stale()) from None
    history.record(row, "office_changed", by=by, before=seen, after=row.version, changed=changed)
    return row


def keep_emblem(png, by):
    """The row of this picture: the same picture is kept once."""
    facts = {"png": png, "uploaded_at": clock.now(), "uploaded_by": by}
    digest = hashlib.sha256(png).hexdigest()
    return Emblem.objects.get_or_create(sha256=digest, defaults=facts)[0]
