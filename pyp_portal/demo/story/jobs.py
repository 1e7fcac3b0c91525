"""What the portal does by itself, on the days on which it matters, and who leaves early (T31)."""

from cohorts.services import following, reminding, reminding_answers
from proposals.services import comparing, leaving, returning
from proposals.services import reminding as drafts
from pyp_portal.demo.seed import moment
from pyp_portal.demo.story.company import DIRECTOR, Act
from pyp_portal.demo.story.letters import letter
from selection.services import reminding as sheets
from selection.services import reserve

RUNS = (
    ("2024-01-09T00:20", leaving.expire_drafts),
    ("2024-12-23T09:00", drafts.remind_drafts),
    ("2024-12-30T09:00", drafts.remind_drafts),
    ("2025-01-03T09:00", drafts.remind_drafts),
    ("2025-01-06T09:00", drafts.remind_drafts),
    ("2025-01-06T21:00", drafts.remind_drafts),
    ("2025-01-07T00:20", leaving.expire_drafts),
    ("2025-01-17T00:05", returning.lapse_revisions),
    ("2025-01-08T09:00", comparing.compare_due),
    ("2025-01-08T09:01", comparing.compare_due),
    ("2025-01-08T09:02", comparing.compare_due),
    ("2025-01-30T09:00", sheets.remind_members),
    ("2025-02-04T09:00", sheets.remind_members),
    ("2025-07-01T01:05", reserve.release_reserve),
    ("2024-08-23T00:05", following.start_due_follow_ups),
    ("2025-09-01T00:05", following.start_due_follow_ups),
    ("2026-02-02T09:00", reminding.remind_reports),
    ("2026-02-24T09:00", reminding.remind_reports),
    ("2026-02-24T09:10", reminding_answers.remind_requests),
)


def acts(company):
    """The jobs, and the withdrawals of the year."""
    for at, run in RUNS:
        yield Act(moment(f"{at}:00+07:00"), run, 9)
    for code in company.seed.proposals:
        for at, number, event in company.seed.steps(code):
            if number == "T31":
                yield Act(at, lambda code=code, event=event: leave(company, code, event))


def leave(company, code, event):
    """T31 after the selection: the agency asked by letter, the director confirms."""
    paper = letter(f"withdraw-{code}".lower(), "หนังสือขอถอนข้อเสนอ", event["reason_th"])
    leaving.withdraw(
        company.proposal(code), company.person(DIRECTOR), event["reason_th"], letter=paper
    )
