"""What the papers of a year, of a workshop and of the development proposal answer to each role."""

from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image

from cohorts import round_papers, training_papers
from cohorts.services import site_photos
from tests.access.matrix import EVERYBODY, LAB, OFFICE, Row, expect
from tests.access.rows_cohorts import (
    COORDINATION,
    OFFICE_ACT,
    REPORTERS,
    SEEN,
    SITES,
    act,
    of,
    only,
    page,
    posted,
    year,
)
from tests.access.rows_workshops import for_
from tests.factories.proposals import StoredFileFactory

PUT = "follow_up"


def paper_of_a_workshop(world):
    """A sign-in sheet, issued by staff."""
    paper = training_papers.sign_in(world.workshop, by=world.people["staff"])
    return {"uid": world.workshop.uid, "paper": paper.uid}


def printed_form(world):
    """The form of a round as staff had it printed: nobody else opens it."""
    round_papers.form(world.round, by=world.people["staff"])
    return {"uid": world.round.uid}


def site(world):
    return {"uid": world.site.uid}


def photo_of_site(world):
    """A picture of the site, sent by staff and agreed to."""
    photo = site_photos.add_site_photo(
        world.site, drawn(), by=world.people["staff"], caption="ตลาดชุมชน", consented=True
    )
    return {"uid": photo.uid}


def drawn():
    """A stored file that holds a picture."""
    content = BytesIO()
    Image.new("RGB", (8, 6), "navy").save(content, "JPEG")
    file = StoredFileFactory(kind="jpg")
    file.file.save("", ContentFile(content.getvalue()))
    return file


def public_picture(world):
    return {"code": world.team.proposal.code, **photo_of_site(world)}


def sheet(world):
    return {"uid": world.workshop.uid, "what": "sign-in"}


ROWS = [
    page("onepage", expect(404, c200=OFFICE), year),
    act("issue_onepage", OFFICE_ACT, year),
    act("training_schedule", OFFICE_ACT, year),
    act("issue_workshop_paper", for_("staff director", code=302), sheet),
    page("workshop_paper", expect(404, c202=OFFICE, c403=LAB), paper_of_a_workshop),
    act("issue_development", posted(COORDINATION), state="in_lab"),
    act("issue_year_report", OFFICE_ACT, year),
    act("issue_lab_report", posted(COORDINATION), state="in_lab"),
    act("issue_scale_plan", posted(COORDINATION), state="in_lab"),
    act("print_round_form", posted(REPORTERS), of("round"), state=PUT),
    page("round_form", only(REPORTERS, code=404) | {"staff": 202}, printed_form, state=PUT),
    # --- Pictures
    act("add_site_photo", posted(SITES), site, state=PUT),
    page("site_photo", expect(404, c200=SEEN), photo_of_site, state=PUT),
    act("remove_site_photo", posted(SITES), photo_of_site, state=PUT),
    act("site_photo_consent", posted(SITES), photo_of_site, {"given": "yes"}, PUT),
    act("show_site_photo", posted(SITES), photo_of_site, state=PUT),
    Row("issues:picture", expect(200, c200=EVERYBODY), kwargs=public_picture, state=PUT),
]
