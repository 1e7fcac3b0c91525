"""Take a file in, and give it out again."""

import hashlib
import re
from pathlib import PurePosixPath

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.http import FileResponse
from django.template.defaultfilters import filesizeformat
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from pyp_portal import clock, thai
from pyp_portal.uploads import checks
from pyp_portal.uploads.kinds import KINDS, expand, in_words
from pyp_portal.uploads.models import StoredFile

MAX_NAME = 120


def store(uploaded_file, *, by, kinds=("pdf",), max_bytes=10 * 2**20):
    """Keep an uploaded file of one of these kinds; ``ValidationError`` bears a plain sentence."""
    content = _content(uploaded_file, max_bytes)
    kind = _kind(content, expand(kinds))
    content, pages = checks.checked(kind, content)
    _scan(content)
    stored = StoredFile(
        name=clean_name(uploaded_file.name, KINDS[kind]),
        kind=kind,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        pages=pages,
        by=by,
        at=clock.now(),
    )
    stored.file.save("", ContentFile(content), save=False)
    stored.save(force_insert=True)
    return stored


def _content(uploaded_file, max_bytes):
    """The bytes, never more than allowed whatever the browser said."""
    content = uploaded_file.read(max_bytes + 1)
    if len(content) > max_bytes:
        raise ValidationError(
            _("The file is larger than %(limit)s, the largest that can be sent.")
            % {"limit": filesizeformat(max_bytes)},
            code="too_large",
        )
    if not content:
        raise ValidationError(_("The file is empty."), code="empty")
    return content


def _kind(content, allowed):
    kind = checks.kind_of(content)
    if kind not in allowed:
        raise ValidationError(
            _("This kind of file cannot be sent here. Send one of these: %(kinds)s.")
            % {"kinds": in_words(allowed)},
            code="wrong_kind",
        )
    return kind


def _scan(content):
    """Ask the office's virus scanner, where ``UPLOAD_SCANNER`` names one: true means clean."""
    scanner = settings.UPLOAD_SCANNER
    if scanner and not import_string(scanner)(content):
        raise ValidationError(
            _("The virus scanner found something in the file. It was not accepted."), code="virus"
        )


def clean_name(name, kind):
    """A name that is safe to show, to save and to send, with the ending of its real kind."""
    name = thai.normalise(str(name or "")).replace("\\", "/")
    stem = PurePosixPath(name).name
    for ending in kind.endings:
        stem = stem.removesuffix(ending).removesuffix(ending.upper())
    stem = re.sub(r'[\s<>:"|?*;%]+', " ", stem).strip(" .")
    return f"{stem[:MAX_NAME].strip() or 'file'}{kind.endings[0]}"


def serve(stored):
    """The file as a download that no browser opens inside our pages."""
    response = FileResponse(
        stored.file.open("rb"),
        as_attachment=True,
        filename=stored.name,
        content_type=KINDS[stored.kind].mime,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response
