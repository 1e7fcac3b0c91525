"""Send a file to a proposal part by part, as the page does, through Django's client."""

import hashlib

from proposals.models import Attachment
from tests.proposals.browsing import url

JSON = {"accept": "application/json"}


def begin(client, proposal, content, name="a.pdf", kind=Attachment.Kind.OTHER, **facts):
    """Announce a file; the answer of the server."""
    told = {"kind": kind, "name": name, "size": len(content), "changed": "17"} | facts
    return client.post(url("begin_upload", proposal.code), told, headers=JSON)


def part(client, proposal, uid, content, offset=0, size=1000):
    """Send the part at an offset; the answer of the server."""
    piece = content[offset : offset + size]
    return client.put(
        url("upload", proposal.code, uid),
        piece,
        content_type="application/octet-stream",
        headers=JSON
        | {"x-part-offset": str(offset), "x-part-sha256": hashlib.sha256(piece).hexdigest()},
    )


def send(client, proposal, content, **facts):
    """Announce a file and send all of it; answers with its key. It is not finished yet."""
    begun = begin(client, proposal, content, **facts).json()
    received = begun["received"]
    while received < len(content):
        received = part(client, proposal, begun["uid"], content, received).json()["received"]
    return begun["uid"]


def finish(client, proposal, uid, **headers):
    return client.post(url("finish_upload", proposal.code, uid), headers=JSON | headers)
