"""What the pages around the five-minute report answer to each role."""

from cohorts.models import ReportPhoto
from pyp_portal import clock
from tests.access.matrix import OFFICE, expect
from tests.access.rows_cohorts import (
    MANAGED,
    REASON,
    REPORTERS,
    SEEN,
    SITES,
    STO,
    act,
    of,
    only,
    page,
    posted,
    year,
)
from tests.factories.proposals import StoredFileFactory

NAMERS = f"{STO} editor submitter head"
PUT = "follow_up"


def prepare(world):
    """A picture of the round that waits for its report."""
    world.photo = ReportPhoto.objects.create(
        round=world.round,
        file=StoredFileFactory(kind="jpg"),
        caption_th="เยี่ยมบ้าน",
        added_at=clock.now(),
        added_by=world.people["staff"],
    )


ROWS = [
    act("autosave_report", only(REPORTERS) | {"anonymous": 302}, of("round"),
        {"_q": "story_th", "story_th": "ยายมะลิ"}, PUT),
    act("add_photo", posted(REPORTERS), of("round"), state=PUT),
    page("photo", expect(404, c200=SEEN), of("photo"), state=PUT),
    act("remove_photo", posted(REPORTERS), of("photo"), state=PUT),
    act("photo_consent", posted(REPORTERS), of("photo"), {"given": "yes"}, PUT),
    page("move_round", MANAGED, of("round"), state=PUT),
    act("move_round", only(STO) | {"anonymous": 302}, of("round"), REASON, PUT),
    page("report_contact", only(NAMERS), state=PUT),
    act("report_contact", only(NAMERS) | {"anonymous": 302}, data=REASON, state=PUT),
    page("emenscr", expect(404, c200=SEEN), state=PUT),
    act("emenscr", posted(SITES), data={"emenscr_ref": "นร 1234-68-0001"}, state=PUT),
    page("emenscr_data", expect(404, c200=SEEN), state=PUT),
    page("follow_ups", expect(404, c200=OFFICE), year),
    act("reports_export", expect(404, c302=f"{OFFICE} anonymous"), year),
    act("emenscr_export", expect(404, c302=f"{OFFICE} anonymous"), year),
]  # fmt: skip
