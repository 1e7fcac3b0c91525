"""What the rooms answer for: names by which the foundations, which import none, ask them.

A part of the settings; what the settings do not repeat is read here.
"""

# Which pages and files are noted in the access log.
SENSITIVE_READS = [
    "pyp_portal.reads.lists.SENSITIVE",
    "pyp_portal.privacy.reads.SENSITIVE",
    "proposals.reads.SENSITIVE",
    "selection.reads.SENSITIVE",
    "cohorts.reads.SENSITIVE",
    "pyp_portal.explained.reads.SENSITIVE",
]
# Which files are bound behind papers about a record.
PAPER_ANNEXES = {"selection.meeting": "selection.services.gathering.annexes_of"}
# How each room makes a paper of its own anew, to correct it.
PAPER_CORRECTIONS = [
    "proposals.remaking.maker_of",
    "selection.remaking.maker_of",
    "cohorts.remaking.maker_of",
]
# To whom each room sent a paper: they are told when it is corrected.
PAPER_HOLDERS = [
    "proposals.holding.holders_of",
    "selection.holding.holders_of",
    "cohorts.holding.holders_of",
]
# Papers whose words an administrator may change for a year.
PAPER_WORDINGS = [
    "proposals.trying.ENTRIES",
    "selection.trying.ENTRIES",
    "selection.trying_sheets.ENTRIES",
    "cohorts.trying.ENTRIES",
    "cohorts.trying_reports.ENTRIES",
]
# Where each room names the fields of its letters, by its folder of templates.
LETTER_NAMES = {
    "proposals": "proposals.letter_names",
    "selection": "selection.letter_names",
    "cohorts": "cohorts.letter_names",
    "accounts": "pyp_portal.accounts.letter_names",
    "papers": "pyp_portal.papers.letter_names",
    "outbox": "pyp_portal.outbox.letter_names",
    "reminders": "pyp_portal.reminders.letter_names",
    "desk": "pyp_portal.desk.letter_names",
    "privacy": "pyp_portal.privacy.letter_names",
}
# Letters, by how the names of their texts begin, that also reach who has no account any more.
OWED_TO_ANYBODY = ["accounts/emails/account_", "privacy/emails/"]
# What each room knows of a record by its code, with which words of a letter are tried.
LETTER_RECORDS = ["proposals.letters_tried.facts", "cohorts.letters_tried.facts"]
# What the foundations and each room hold about a person.
PERSONAL_DATA = [
    "pyp_portal.privacy.holdings.HOLDINGS",
    "pyp_portal.privacy.agreed.HOLDINGS",
    "proposals.personal.HOLDINGS",
    "selection.personal.HOLDINGS",
    "cohorts.personal.HOLDINGS",
    "pyp_portal.desk.personal.HOLDINGS",
]
# What beside it names a person, and what becomes of it when they are made anonymous.
PERSONAL_RESTS = [
    "pyp_portal.privacy.rests.RESTS",
    "pyp_portal.privacy.crumbs.RESTS",
    "pyp_portal.reminders.personal.RESTS",
    "pyp_portal.imports.personal.RESTS",
    "proposals.personal.RESTS",
    "selection.personal.RESTS",
    "cohorts.personal.RESTS",
]
# Free words of others in which somebody may be named.
PERSONAL_TEXTS = [
    "pyp_portal.privacy.crumbs.TEXTS",
    "pyp_portal.reminders.personal.TEXTS",
    "pyp_portal.imports.personal.TEXTS",
    "proposals.personal.TEXTS",
    "selection.personal.TEXTS",
]
# Who of some people agreed to get news.
NEWS_READERS = "pyp_portal.privacy.consenting.news_readers"
# What notes that a person has the privacy notice before them: signing up, and signing in.
TOLD_ON_SIGNING_UP = "pyp_portal.privacy.noticing.shown_to"
TOLD_AT_SIGN_IN = "pyp_portal.privacy.noticing.at_sign_in"
# How long the foundations and each room keep what, and then what; and when the jobs last ran.
RETENTION = [
    "pyp_portal.privacy.own_rules.RULES",
    "proposals.retention.RULES",
    "selection.retention.RULES",
    "cohorts.retention.RULES",
]
LAST_RUNS = "pyp_portal.serving.jobs.last_runs"
# Days that the office entered beside the calendar, and what puts deadlines off because of one.
SPECIAL_DAYS = "pyp_portal.offdays.standing.special"
DAYS_PUT_OFF = [
    "proposals.services.offdays.stand",
    "selection.services.offdays.put_off",
    "cohorts.services.offdays.put_off",
]
# The reminder rules of each room.
REMINDER_RULES = [
    "proposals.services.reminders.RULES",
    "selection.services.reminders.RULES",
    "cohorts.services.reminders.RULES",
    "pyp_portal.desk.mornings.RULES",
]
# The fiscal years that have been opened, also those of the future.
OPENED_YEARS = "proposals.opened.opened_years"
# The codes of the proposals that are closed to a person.
CLOSED_TO = "proposals.closed.codes_closed_to"
# The groups of people that an announcement may go to.
AUDIENCES = [
    "proposals.audiences.AUDIENCES",
    "selection.audiences.AUDIENCES",
    "cohorts.audiences.AUDIENCES",
]
# The moments near which what somebody does for another needs a second person (S40).
DEADLINE_WINDOWS = ["proposals.windows.is_near_a_deadline"]
# What refers to an agency, and how it goes over when a duplicate entry is joined to another.
AGENCY_PARTS = [
    "pyp_portal.accounts.services.duplicate_members.PARTS",
    "proposals.agency_parts.PARTS",
    "selection.agency_parts.PARTS",
    "cohorts.agency_parts.PARTS",
]
