"""What the views of the list, its columns and the acts on many answer to each role."""

from proposals.models import SavedView
from tests.access.matrix import AGENCY, COMMITTEE, LAB, OFFICE, STO, Row, expect

ADMINS = "admin admin2"
OUTSIDE = f"other {AGENCY} {COMMITTEE} {LAB} dpo"


def prepare(world):
    """A view of one officer, one that an officer shows to the office."""
    staff = world.people["staff"]
    world.own_view = SavedView.objects.create(owner=staff, name="ของตัวเอง")
    world.shared_view = SavedView.objects.create(owner=staff, name="ของสำนักงาน", is_shared=True)


def own(world):
    return {"uid": world.own_view.uid}


def shared(world):
    return {"uid": world.shared_view.uid}


def row(world):
    return {"act": "start", "row": f"{world.proposal.code}:0"}


def changes(name):
    """An act on a view: its owner; a shared one also an administrator."""
    mine = expect(404, c302="anonymous staff", c403=OUTSIDE)
    office = expect(403, c302=f"anonymous staff {ADMINS}")
    data = {"name": "ชื่อใหม่"}
    return [
        Row(f"proposals:{name}", mine, kwargs=own, method="post", data=lambda w: data),
        Row(f"proposals:{name}", office, kwargs=shared, method="post", data=lambda w: data),
    ]


ROWS = [
    Row("proposals:views", expect(403, c200=OFFICE)),
    Row(
        "proposals:views",
        expect(403, c302=f"anonymous {OFFICE}"),
        method="post",
        data=lambda w: {"name": "ใหม่"},
    ),
    *changes("view"),
    *changes("refill_view"),
    *changes("delete_view"),
    Row(
        "proposals:open_with",
        expect(404, c302="anonymous staff", c403=OUTSIDE),
        kwargs=own,
        method="post",
    ),
    Row(
        "proposals:open_with",
        expect(403, c302=f"anonymous {OFFICE}"),
        kwargs=shared,
        method="post",
    ),
    Row("proposals:columns", expect(403, c302=f"anonymous {OFFICE}"), method="post"),
    Row("proposals:together", expect(403, c200=STO)),
    Row("proposals:together", expect(403, c200=STO), method="post", data=row),
]
