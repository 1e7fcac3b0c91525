"""About what the portal writes, and which of it a person may have daily or not at all.

What is not named here is always mailed at once: deadlines and their reminders, decisions and
letters, what somebody asks of a person, accounts and rights. So a new text is mandatory until
somebody says here that it is not.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Topic(TextChoices):
    """Kinds of messages that a person may choose about."""

    TALK = "talk", _("Comments and answers of colleagues and teams")
    NEWS = "news", _("What others did in proposals and teams I work on")
    OFFICE = "office", _("What arrived for the office and stands in my tasks")
    FILES = "files", _("Files I asked for are ready")


OPTIONAL = {
    Topic.TALK: [
        "proposals/emails/commented.txt",
        "cohorts/emails/advice_answered.txt",
        "cohorts/emails/comment_settled.txt",
        "cohorts/emails/development_commented.txt",
    ],
    Topic.NEWS: [
        "proposals/emails/endorsement_given.txt",
        "proposals/emails/partner_answered.txt",
        "proposals/emails/hand_over_accepted.txt",
        "accounts/emails/invitation_accepted.txt",
        "cohorts/emails/obstacle_answered.txt",
    ],
    Topic.OFFICE: [
        "accounts/emails/agency_asked.txt",
        "accounts/emails/membership_to_decide.txt",
        "proposals/emails/cases_given.txt",
        "proposals/emails/reassigned.txt",
        "proposals/emails/resubmitted.txt",
        "cohorts/emails/directive_reported.txt",
        "cohorts/emails/gate_requested.txt",
        "cohorts/emails/report_filed.txt",
        "cohorts/emails/seat_answered.txt",
        "cohorts/emails/seat_doubtful.txt",
    ],
    Topic.FILES: ["papers/emails/export_ended.txt"],
}
TOPIC_OF = {template: topic for topic, templates in OPTIONAL.items() for template in templates}
ALWAYS = [
    _("Deadlines and reminders of them"),
    _("Decisions, results and official letters"),
    _("What somebody asks of me by a day"),
    _("My account, my rights and my security"),
]
