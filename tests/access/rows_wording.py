"""What the pages of the words of papers, and of the office, answer to each role."""

from pyp_portal import clock, thai
from tests.access.matrix import Row, expect
from tests.factories.papers import PaperFactory

WORDERS = "admin admin2"
KEY = "return-letter"


def of_year(world):
    return {"year": thai.fiscal_year(clock.now())}


def of_document(world):
    return {**of_year(world), "key": KEY}


def tried_by_admin(world):
    """A draft is found by who had it made, and not even by another administrator."""
    draft = PaperFactory(number="", is_draft=True, issued_by=world.people["admin"])
    return {"uid": draft.uid}


def worders(code):
    """Administrators alone."""
    codes = {"c302": f"anonymous {WORDERS}"} if code == 302 else {f"c{code}": WORDERS}
    return expect(403, **codes)


ROWS = [
    Row("papers:wording", worders(200)),
    Row("papers:wording_of", worders(200), kwargs=of_year),
    Row("papers:begin_wording", worders(302), kwargs=of_year, method="post"),
    Row("papers:words", worders(200), kwargs=of_document),
    Row("papers:words", worders(200), kwargs=of_document, method="post"),
    Row(
        "papers:reset_words",
        worders(302),
        kwargs=of_document,
        method="post",
        data=lambda world: {"words": "shipped"},
    ),
    Row("papers:tried", expect(404, c202="admin"), kwargs=tried_by_admin),
    Row("papers:office", worders(200)),
    Row("papers:office", worders(200), method="post"),
    Row("papers:emblem", expect(404)),  # none is shipped; who may see one is tested beside it
]
