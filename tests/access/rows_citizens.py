"""What the public side answers to each role, and the pages on which a team listens."""

from tests.access.matrix import EVERYBODY, OFFICE, STO, Row, expect
from tests.access.rows_cohorts import (
    COORDINATION,
    READERS,
    REASON,
    SEEN,
    WORK,
    act,
    of,
    only,
    page,
    posted,
    team,
)
from tests.factories.citizens import (
    IssuePageFactory,
    OpenActivityFactory,
    OpinionFactory,
    SignUpFactory,
    WishFactory,
)

ANYBODY = expect(200, c200=EVERYBODY)
SENT = expect(302, c302=EVERYBODY)


def prepare(world):
    """A page, an activity with somebody who comes, and an opinion that waits."""
    world.issue_page = IssuePageFactory(team=world.team)
    world.design_day = OpenActivityFactory(team=world.team, design=True)
    world.place = SignUpFactory(activity=world.design_day)
    world.wish = WishFactory(activity=world.design_day)
    world.opinion = OpinionFactory(team=world.team)


def public(name, codes=ANYBODY, kwargs=team, **options):
    options.setdefault("state", "in_lab")
    return Row(f"issues:{name}", codes, kwargs=kwargs, **options)


def open_day(world):
    return team(world) | {"uid": world.design_day.uid}


def first_activity(world):
    return {"activity": world.team.activities.first().pk}


READ = only(STO, "tier2", READERS)
MODERATE = only(COORDINATION)

ROWS = [
    public("list", kwargs=lambda world: {}),
    public("issue"),
    public("issue", expect(404, c404="anonymous"), state="submitted"),
    public("voices"),
    public("say"),
    public("say", method="post", data=lambda w: {"words": "ไม่มีตราของแบบ"}),
    public("thanks"),
    public("activity", kwargs=open_day),
    public("sign_up", kwargs=of("place")),
    public("sign_off", SENT, of("place"), method="post"),
    public("wish", kwargs=of("wish")),
    public("confirm_wish", SENT, of("wish"), method="post"),
    public("erase_wish", SENT, of("wish"), method="post"),
    # --- The team
    page("voices", expect(404, c200=SEEN), state="in_lab"),
    act("show_opinions", posted(COORDINATION)),
    act("voices_export", posted(STO, "tier2", READERS)),
    page("write_page", only(WORK), state="in_lab"),
    act("publish_page", posted(COORDINATION), state="in_lab"),
    act("withdraw_page", posted(COORDINATION), state="in_lab"),
    act("poster", posted(WORK, "partner"), state="in_lab"),
    page("open_activity", only(WORK), state="in_lab"),
    page("coming", only(WORK), open_day),
    page("close_activity", only(WORK), open_day, state="in_lab"),
    page("call_off", only(WORK), open_day, state="in_lab"),
    act("call_off", posted(WORK), open_day, REASON, "in_lab"),
    Row(
        "cohorts:show_activity",
        posted(COORDINATION),
        kwargs=team,
        method="post",
        data=first_activity,
        state="in_lab",
    ),
    # --- Opinions
    Row("cohorts:opinions", expect(403, c200=OFFICE)),
    Row("cohorts:opinions_export", expect(403, c302=f"{OFFICE} anonymous"), method="post"),
    page("opinion", READ, of("opinion")),
    page("show_opinion", MODERATE, of("opinion")),
    act("show_opinion", posted(COORDINATION), of("opinion"), {"words": "ขอให้โทรกลับ"}),
    page("hide_opinion", MODERATE, of("opinion")),
    act("hide_opinion", posted(COORDINATION), of("opinion"), REASON),
    page("answer_opinion", MODERATE, of("opinion")),
]
