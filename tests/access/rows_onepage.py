"""What the papers of a year, of a workshop and of the development proposal answer to each role."""

from cohorts import training_papers
from tests.access.matrix import LAB, OFFICE, expect
from tests.access.rows_cohorts import COORDINATION, OFFICE_ACT, act, page, posted, year
from tests.access.rows_workshops import for_


def paper_of_a_workshop(world):
    """A sign-in sheet, issued by staff."""
    paper = training_papers.sign_in(world.workshop, by=world.people["staff"])
    return {"uid": world.workshop.uid, "paper": paper.uid}


def sheet(world):
    return {"uid": world.workshop.uid, "what": "sign-in"}


ROWS = [
    page("onepage", expect(404, c200=OFFICE), year),
    act("issue_onepage", expect(404, c302=f"{OFFICE} anonymous"), year),
    act("training_schedule", OFFICE_ACT, year),
    act("issue_workshop_paper", for_("staff director", code=302), sheet),
    page("workshop_paper", expect(404, c202=OFFICE, c403=LAB), paper_of_a_workshop),
    act("issue_development", posted(COORDINATION), state="in_lab"),
]
