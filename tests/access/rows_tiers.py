"""What the pages of tiers, roster, calendar, versions and findings answer to each role."""

from cohorts.models import DeliverableVersion
from cohorts.seat_papers import nomination_letter
from cohorts.services.quotas import set_quota
from pyp_portal import clock
from tests.access.matrix import LAB, OFFICE, STO, expect
from tests.access.rows_cohorts import (
    COORDINATION,
    MANAGED,
    OFFICE_ONLY,
    READERS,
    REASON,
    SEEN,
    SEES_OFFERED,
    WORK,
    act,
    item,
    of,
    only,
    page,
    phase,
    posted,
    team,
    year,
)
from tests.factories.cohorts import OptionFactory, SeatFactory
from tests.factories.proposals import StoredFileFactory

SAID = f"{STO} {LAB}"


def version(world):
    """A version of L2 with its file."""
    found = DeliverableVersion.objects.create(
        deliverable=world.team.deliverables.get(code="L2"),
        number=1,
        file=StoredFileFactory(),
        submitted_by=world.people["tier5"],
        submitted_at=clock.now(),
    )
    return item(world) | {"number": found.number}


def letter(world):
    """The seat offered to a person of another agency, with its letter."""
    world.offered.letter_file = StoredFileFactory()
    world.offered.save()
    return {"uid": world.offered.uid}


def asked_by_letter(world):
    """A seat of the lead agency with the letter that asks for it."""
    nomination_letter(world.seat, by=world.people["staff"])
    return {"uid": world.seat.uid}


def accepted(world):
    """A seat that its person has taken."""
    return {"uid": SeatFactory(team=world.team, accepted=True).uid}


def options(world):
    OptionFactory(team=world.team)
    return team(world)


def quota(world):
    """A team with seats of its own."""
    tier = world.team.cohort.tiers.first()
    set_quota(world.team, tier, by=world.people["staff"], seats=1, **REASON)
    return team(world)


ROWS = [
    page("tiers", OFFICE_ONLY, year),
    page("participants", expect(404, c200=f"{OFFICE} {LAB}"), year),
    page("calendar", expect(404, c200=SEEN), year),
    page("calendar_file", expect(404, c200=SEEN), year),
    page("quota", MANAGED, quota),
    act("confirm_all", posted(STO)),
    act("confirm", posted(STO), accepted, state="selected"),
    page("sharing", only("other", seen=SEES_OFFERED), of("offered")),
    act("ask_by_letter", posted(STO), of("seat"), state="selected"),
    page("asking_letter", only(STO, "submitter head", code=202), asked_by_letter),
    page("letter_file", only(f"{STO} {READERS} other", seen=SEES_OFFERED), letter),
    page("deliverable_version_file", expect(404, c200=SEEN), version),
    page("deliverable_comment", only(SAID), item, state="in_lab"),
    page("methods", only(WORK), phase, state="in_lab"),
    page("visit", only(WORK), state="in_lab"),
    page("baseline", only(WORK), state="in_lab"),
    page("option", only(WORK), state="in_lab"),
    page("choose_option", only(COORDINATION), options, state="in_lab"),
]
