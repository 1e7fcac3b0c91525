"""Which pages the guides show: as whom, on which day of the demo year, and where the eye goes."""

from dataclasses import dataclass

SCREENING, JUDGING = "2025-01-03", "2025-02-18"
LAB, SPREAD = "2025-06-15", "2026-03-01"
PHONE = "-phone"
TEAM = "/cohorts/teams/P68-0001/"
WRITER = "u055@example.org"  # writes a draft, and is none of the people one can sign in as


@dataclass(frozen=True)
class Shot:
    """One picture: the page at ``path``, after the links in ``clicks`` have been followed.

    The role is one of the demo's accounts, the address of somebody else of the story, or nobody.
    What ``mark`` finds first is framed. A tall page is cut at ``height``; ``above`` brings an
    element to the top before.
    """

    name: str
    day: str
    role: str
    path: str
    clicks: tuple = ()
    mark: str = ""
    above: str = ""
    height: int = 760

    @property
    def is_phone(self):
        return self.name.endswith(PHONE)


def to(folder):
    """The first link to a page of this folder."""
    return f"main a[href^='/{folder}/']"


SHOTS = [
    Shot("sign-in", JUDGING, "", "/accounts/login/", height=620),
    Shot("tasks", SCREENING, "STO_STAFF", "/tasks/"),
    Shot("verify", JUDGING, "", "/verify/", height=820),
    Shot("sign-up", SCREENING, "", "/accounts/signup/", height=820),
    Shot("call", SCREENING, "", "/call/", mark="main .btn-primary"),
    Shot("write", SCREENING, WRITER, "/proposals/P68-0021/step/3/"),
    Shot("review", SCREENING, WRITER, "/proposals/P68-0021/review/"),
    Shot("journey", JUDGING, "APPLICANT", "/journey/P68-0029/"),
    Shot("head-phone", SCREENING, "AGENCY_HEAD", "/proposals/P68-0029/"),
    Shot("declarations", JUDGING, "COMMITTEE_MEMBER", "/selection/2568/declarations/"),
    Shot("sheet", JUDGING, "COMMITTEE_MEMBER", "/selection/2568/tasks/", ("main a[href*=sheets]",)),
    Shot("board", JUDGING, "SECRETARY", "/selection/2568/board/", above="main .table-frame"),
    Shot("committee-overview", JUDGING, "SECRETARY", "/selection/2568/"),
    Shot("readers", JUDGING, "SECRETARY", "/selection/2568/assignments/"),
    Shot("pitch-session", JUDGING, "SECRETARY", "/selection/2568/pitch/", (to("selection/pitch"),)),
    Shot("meeting", LAB, "SECRETARY", "/selection/2568/meetings/", (to("selection/meetings"),)),
    Shot("adviser", JUDGING, "CENTRAL_ADVISER", "/journey/P68-0001/", mark="main .btn-primary"),
    Shot("officer-home", SCREENING, "STO_STAFF", "/"),
    Shot("proposals", JUDGING, "STO_STAFF", "/proposals/", mark="main .filter-bar", height=900),
    Shot("screening", SCREENING, "STO_STAFF", "/proposals/P68-0036/screening/", height=900),
    Shot("enquiries", SCREENING, "STO_STAFF", "/help/queue/"),
    Shot("cockpit", LAB, "STO_STAFF", "/cohorts/2568/", height=1180),
    Shot("workshops", LAB, "STO_STAFF", "/cohorts/2568/workshops/"),
    Shot("registry", SPREAD, "STO_STAFF", "/cohorts/2568/sites/"),
    Shot("reminders", JUDGING, "STO_STAFF", "/reminders/"),
    Shot(
        "announcement",
        LAB,
        "STO_DIRECTOR",
        "/selection/2568/announcements/",
        (to("selection/announcements"),),
    ),
    Shot("one-page", LAB, "STO_DIRECTOR", "/cohorts/2568/summary/"),
    Shot("years", SPREAD, "STO_DIRECTOR", "/cohorts/years/"),
    Shot(
        "minister-report",
        SPREAD,
        "STO_DIRECTOR",
        "/cohorts/2568/reports/",
        ("main table a, main li a",),
    ),
    Shot("team", LAB, "TIER_2", TEAM, height=900),
    Shot("my-workshops-phone", LAB, "TIER_3", "/cohorts/training/"),
    Shot(
        "report-phone",
        SPREAD,
        "TIER_2",
        TEAM,
        (to("cohorts/rounds"),),
    ),
    Shot("partner", LAB, "LAB_PARTNER", f"{TEAM}work/"),
    Shot("issue-phone", LAB, "", "/issues/P68-0001/"),
    Shot("say-phone", LAB, "", "/issues/P68-0001/", ("main a[href*=say]",)),
    Shot("access-log", JUDGING, "AUDITOR", "/reads/"),
    Shot("history", JUDGING, "AUDITOR", "/proposals/P68-0001/history/"),
    Shot("privacy", JUDGING, "DATA_OFFICER", "/privacy/office/"),
    Shot("people", JUDGING, "ADMIN", "/accounts/people/", mark="main form"),
    Shot("form-versions", JUDGING, "ADMIN", "/forms/"),
    Shot("letter-words", JUDGING, "ADMIN", "/outbox/words/", ("main table a, main li a",)),
]
