"""Which pages the guides show: as whom, on which day of the demo year, and where the eye goes."""

from dataclasses import dataclass

DRAFTING, SCREENING, JUDGING = "2024-12-27", "2025-01-03", "2025-02-18"
LAB, SPREAD = "2025-06-15", "2026-03-01"
PHONE = "-phone"


@dataclass(frozen=True)
class Shot:
    """One picture: the page at ``path``, after the links in ``clicks`` have been followed.

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


SHOTS = [
    Shot("sign-in", JUDGING, "", "/accounts/login/", mark="form[action*=login]", height=620),
    Shot("tasks", JUDGING, "APPLICANT", "/"),
    Shot("verify", JUDGING, "", "/verify/", height=700),
    Shot("sign-up", SCREENING, "", "/accounts/signup/", height=900),
    Shot("call", SCREENING, "", "/call/", mark="a[href*='proposals/new'], .hero a.btn"),
    Shot("write", DRAFTING, "APPLICANT", "/proposals/P68-0029/step/3/"),
    Shot("review", DRAFTING, "APPLICANT", "/proposals/P68-0029/review/"),
    Shot("journey", JUDGING, "APPLICANT", "/proposals/", ("main a[href*='/proposals/P68']",)),
    Shot("head-phone", JUDGING, "AGENCY_HEAD", "/"),
    Shot("declarations", JUDGING, "COMMITTEE_MEMBER", "/selection/2568/declarations/"),
    Shot("sheet", JUDGING, "COMMITTEE_MEMBER", "/selection/2568/tasks/", ("main a[href*=sheets]",)),
    Shot("board", JUDGING, "SECRETARY", "/selection/2568/board/"),
    Shot("committee-overview", JUDGING, "SECRETARY", "/selection/2568/"),
    Shot("readers", JUDGING, "SECRETARY", "/selection/2568/assignments/"),
    Shot("pitch-session", JUDGING, "SECRETARY", "/selection/2568/pitch/", ("main a[href*=pitch]",)),
    Shot("meeting", LAB, "SECRETARY", "/selection/2568/meetings/", ("main a[href*=meetings]",)),
    Shot("adviser", JUDGING, "CENTRAL_ADVISER", "/journey/P68-0001/"),
    Shot("officer-home", SCREENING, "STO_STAFF", "/"),
    Shot("proposals", JUDGING, "STO_STAFF", "/proposals/"),
    Shot("screening", SCREENING, "STO_STAFF", "/proposals/P68-0036/screening/"),
    Shot("enquiries", SCREENING, "STO_STAFF", "/help/queue/"),
    Shot("cockpit", LAB, "STO_STAFF", "/cohorts/2568/"),
    Shot("registry", SPREAD, "STO_STAFF", "/cohorts/2568/sites/"),
    Shot("reminders", JUDGING, "STO_STAFF", "/reminders/"),
    Shot("director-home", JUDGING, "STO_DIRECTOR", "/"),
    Shot("announcement", LAB, "STO_DIRECTOR", "/selection/2568/announcements/", ("main table a",)),
    Shot("one-page", LAB, "STO_DIRECTOR", "/cohorts/2568/summary/"),
    Shot("years", SPREAD, "STO_DIRECTOR", "/cohorts/years/"),
    Shot("team", LAB, "TIER_2", "/cohorts/", ("main a[href*=teams]",)),
    Shot("my-workshops-phone", LAB, "TIER_3", "/cohorts/training/"),
    Shot("report-phone", SPREAD, "APPLICANT", "/"),
    Shot("partner", LAB, "LAB_PARTNER", "/cohorts/", ("main a[href*=teams]",)),
    Shot("issue-phone", LAB, "", "/issues/", ("main a[href*=P68]",)),
    Shot("say-phone", LAB, "", "/issues/", ("main a[href*=P68]", "main a[href*=say]")),
    Shot("access-log", JUDGING, "AUDITOR", "/reads/"),
    Shot("inspections", JUDGING, "AUDITOR", "/papers/inspections/"),
    Shot("privacy", LAB, "ADMIN", "/privacy/requests/"),
    Shot("people", JUDGING, "ADMIN", "/accounts/people/"),
    Shot("form-versions", JUDGING, "ADMIN", "/forms/"),
    Shot("letter-words", JUDGING, "ADMIN", "/outbox/words/", ("main table a, main li a",)),
]
