"""The page of the hours: figures of everybody by tier, and the lines of one page of people."""

from dataclasses import replace

from cohorts import completion, hours
from pyp_portal.paging import one_page

PAGE = 25
# What the rules ask of a seat; names and teams are fetched for the page alone.
COUNTED = (
    *("cohort", "team", "tier", "person"),
    *("confirmed_at", "declined_at", "replaced_at", "withdrawn_at"),
)


def shown(cohort, user, people="", partners=""):
    """What the page shows, with the participants and partners behind those that are named.

    ``session`` is one of which it is not kept any more who was there, where there is one.
    """
    sessions, tiers = hours.sessions_of(cohort), list(cohort.tiers.all())
    seats = completion.seats_for(cohort, user)
    lines = completion.of_seats(cohort, counted(seats, tiers), sessions)
    beside = completion.partners_for(cohort, user)
    their = completion.of_partners(cohort, list(beside), sessions)
    return {
        "tiers": completion.by_tier(tiers, lines),
        "people": page_of(seats.for_list(), completion.SEATS, people, lines),
        "partners": page_of(beside, completion.PARTNERS, partners, their),
        "due": sum(line.is_due for line in [*lines, *their]),
        "session": cohort.workshops.exclude(emptied_at=None).last(),
    }


def counted(seats, tiers):
    """All seats with what the rules ask, and no more."""
    known, found = {tier.pk: tier for tier in tiers}, list(seats.only(*COUNTED))
    for seat in found:
        seat.tier = known[seat.tier_id]
    return found


def page_of(rows, order, after, lines):
    """The lines of one page of these rows."""
    page, known = one_page(rows, order, after, size=PAGE), {line.who.pk: line for line in lines}
    return replace(page, rows=[replace(known[one.pk], who=one) for one in page.rows])
