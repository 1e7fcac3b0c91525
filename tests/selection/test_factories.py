"""The factories leave what the verbs leave."""

import pytest

from pyp_portal.history import services as history
from selection import services
from selection.kinds import Stage
from selection.models import ScoreSheet
from selection.services.versions import content_of
from tests.factories.selection import DUE, plan_of, ready_proposal, seat_members, submit
from tests.factories.sheets import hand_in

pytestmark = pytest.mark.django_db

OWN = {"id", "uid", "seat_id", "proposal_id", "turn"}  # what each sheet has for itself


@pytest.mark.parametrize("points", [4, {"D1": 1, "D2": 2.5, "D3": 3, "D4": 4, "D5": 5, "D6": 4.5}])
def test_sheets_handed_in_at_once_are_those_of_the_verbs(at, points):
    at("2025-02-01 10:00")
    plan = plan_of(half_points=True)
    seats = seat_members(plan, 2)
    proposal = ready_proposal(plan, seats)
    services.open_review([proposal], due=DUE)

    submit(seats[0], proposal, points=points)
    hand_in(seats[1:], proposal, points=points)

    one, other, third = (left_by(seat, proposal) for seat in seats)
    assert one == other == third


def left_by(seat, proposal):
    """All that is kept of a sheet, without the names of its member."""
    sheet = ScoreSheet.objects.get(seat=seat, proposal=proposal, stage=Stage.DOC)
    stamps = {
        code: stamp | {"by": stamp["by"] == seat.user_id} for code, stamp in sheet.stamps.items()
    }
    version = sheet.versions.get()
    event = history.timeline(sheet).get()
    return {
        **{name: value for name, value in kept(sheet).items() if name not in OWN},
        "stamps": stamps,
        "content": content_of(sheet),
        "version kept": {**kept(version), "id": 0, "sheet_id": 0, "submitted_by_id": 0},
        "by": (version.submitted_by == seat.user, event.by == seat.user),
        "event": (event.verb, event.seq, event.before, event.after, event.data),
    }


def kept(row):
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
