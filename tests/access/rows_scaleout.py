"""What plan, kit, sites, requests and the public pages of the spread answer to each role."""

from tests.access.matrix import EVERYBODY, OFFICE, Row, expect
from tests.access.rows_cohorts import (
    COORDINATION,
    READERS,
    REASON,
    SEEN,
    SITES,
    act,
    of,
    only,
    page,
    posted,
    team,
    year,
)
from tests.factories.adopting import RequestFactory
from tests.factories.proposals import StoredFileFactory
from tests.proposals.asking import seal

READS = f"{SITES} {READERS}"
OPEN = "follow_up"


def asked(world):
    """Another area asks for the model."""
    return {"uid": RequestFactory(team=world.team).uid}


def own(world):
    """The address in the mail of a request."""
    return {"signed": RequestFactory(team=world.team).signed}


def with_handbook(world):
    plan = world.team.scale_plan
    plan.handbook, plan.approved_at = StoredFileFactory(), plan.written_at
    plan.save()
    return team(world)


FIGURES = {
    "as_of_0": "1", "as_of_1": "1", "as_of_2": "2568",
    "figures-TOTAL_FORMS": 0, "figures-INITIAL_FORMS": 0,
}  # fmt: skip
SITE = {"province": 40, "agency_th": "อบจ.ขอนแก่น", "mode": "SCALE_OUT", "status": "agreed"}
ANYBODY = expect(200, c200=EVERYBODY)


def open_page(name, codes=ANYBODY, kwargs=team, **options):
    return Row(f"spread:{name}", codes, kwargs=kwargs, **options)


ROWS = [
    page("handbook", expect(404, c200=SEEN), with_handbook, state=OPEN),
    page("kit_paper", expect(404)),
    act("kit", expect(404, c302="anonymous"), state=OPEN),
    act("issue_kit", posted(COORDINATION), state=OPEN),
    act("site_new", posted(SITES), data=SITE, state=OPEN),
    page("site_page", expect(404, c200=SEEN), of("site"), state=OPEN),
    page("site_report", only(SITES), of("site"), state=OPEN),
    act("site_report", posted(SITES), of("site"), FIGURES, OPEN),
    page("sites", expect(404, c200=OFFICE), year),
    act("sites_export", expect(404, c302=f"{OFFICE} anonymous"), year),
    page("requests", expect(404, c200=OFFICE), year),
    act("requests_export", expect(404, c302=f"{OFFICE} anonymous"), year),
    page("request", only(READS), asked, state=OPEN),
    *(
        row
        for name in ("request_contact", "request_decline", "request_accept")
        for row in (
            page(name, only(SITES), asked, state=OPEN),
            act(name, posted(SITES), asked, REASON | {"status": "agreed"}, OPEN),
        )
    ),
    # --- Everybody
    open_page("index", kwargs=lambda w: {}),
    open_page("sent", kwargs=lambda w: {}),
    open_page("request", kwargs=own),
    open_page("request", expect(302, c302=EVERYBODY), own, method="post"),
    open_page("issue", state=OPEN),
    open_page("issue", expect(404, c404=EVERYBODY), state="in_lab"),
    open_page("adopt", state=OPEN),
    open_page(
        "adopt",
        expect(200, c200=EVERYBODY),
        method="post",
        data=lambda w: {"seal": seal()},
        state=OPEN,
    ),
    open_page("handbook", kwargs=with_handbook, state=OPEN),
    open_page("kit", expect(404, c404=EVERYBODY), state=OPEN),
]
