"""What files on their way to a proposal answer to each role."""

from proposals.services.uploading import place_of
from pyp_portal.uploads.arriving import begin
from tests.access.matrix import Row, expect
from tests.access.rows_proposals import SEE, WRITE, code, do

READ_ONLY = " ".join(role for role in SEE.split() if role not in WRITE.split())


def announced(world):
    """A file as the page announces it."""
    return {"kind": "attachments", "name": "แผนที่.png", "size": "100", "changed": "1"}


def begun(world):
    """A file that the editor has begun to send; for everybody else it does not exist."""
    place, editor = place_of(world.proposal, "attachments"), world.people["editor"]
    incoming = begin(place, "a.pdf", 100, "1", by=editor, max_bytes=100)
    return code(world, uid=incoming.pk)


def on_its_way(name, method, answer):
    """An address of that file."""
    codes = expect(404, c403=READ_ONLY, **{f"c{answer}": "editor"})
    return Row(f"proposals:{name}", codes, kwargs=begun, method=method, state="draft")


ROWS = [
    do("begin_upload", WRITE, answer=200, data=announced, state="draft"),
    on_its_way("upload", "get", 200),
    on_its_way("upload", "put", 400),
    on_its_way("finish_upload", "post", 409),
    on_its_way("drop_upload", "post", 204),
]
