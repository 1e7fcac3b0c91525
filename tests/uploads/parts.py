"""A file as a page sends it: part by part, each with its hash."""

import hashlib

from pyp_portal.uploads.arriving import receive
from pyp_portal.uploads.models import Incoming

PDF = {"kinds": ("pdf",)}
MEGABYTE = 2**20


def give(incoming, content, offset=0, size=100):
    """Send one part of ``content``; answers with how much has come."""
    part = content[offset : offset + size]
    return receive(incoming, offset, part, hashlib.sha256(part).hexdigest(), **PDF)


def give_all(incoming, content):
    offset = 0
    while offset < len(content):
        offset = give(incoming, content, offset)
    return Incoming.objects.get(pk=incoming.pk)
