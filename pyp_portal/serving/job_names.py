"""What the jobs of the timetable are called on the page of the queues."""

from django.utils.translation import gettext as _translated
from django.utils.translation import gettext_lazy as _

from pyp_portal.reminders.rules import rules, unknown

REMINDING = "reminders.send"
NAMES = {
    "deliver waiting messages": _("Send the messages that wait"),
    "go on with announcements": _("Go on with announcements"),
    "make waiting papers": _("Make the documents and files that wait"),
    "remove old exports": _("Remove files of exports that were kept long enough"),
    "prove the issued papers": _("Check that issued documents are unchanged"),
    "copy the call pages": _("Renew the copies of the call pages"),
    "scan waiting files": _("Have files scanned for viruses"),
    "remove unfinished uploads": _("Remove files that were never finished"),
    "go on with imports": _("Go on with imports"),
    "bring late rows of joined agencies over": _("Bring over what came late for a joined agency"),
    "anchor the history": _("Seal the history of the day"),
    "report what is over its time (J4)": _("Report what is over its time"),
    "go on with removals": _("Remove what two people agreed to"),
    "forget whom a farewell was sent to": _(
        "Forget the addresses of people who were made anonymous"
    ),
    "let old reads go": _("Delete old lines of the access log"),
    "expire drafts (T04)": _("Close drafts when the call ends"),
    "lapse revisions (T08)": _("Close revisions that were not handed in"),
    "compare new proposals": _("Compare new proposals with earlier ones"),
    "make drafts findable": _("Make drafts findable"),
    "tell of files that failed the scan": _("Tell of proposal files with a virus"),
    "tell of files of the lab that failed it": _("Tell of lab files with a virus"),
    "sweep kept texts and closed tabs": _("Sweep kept texts and closed tabs"),
    "release results whose hold is over": _("Release results whose waiting time is over"),
    "release the reserve (T22)": _("Release the reserve list"),
    "end seats whose term is over": _("End committee seats whose term is over"),
    "watch for new interests": _("Watch for new conflicts of interest"),
    "combine closed rankings": _("Combine rankings that are closed"),
    "prove the sealed scores": _("Check that sealed scores are unchanged"),
    "draw the pages of attachments": _("Draw the pages of attachments"),
    "delete notes of past years": _("Delete private notes of past years"),
    "find readers": _("Find readers for proposals"),
    "close rounds": _("Close rounds of scoring"),
    "analyse changed scores": _("Analyse scores that changed"),
    "tell citizens what changed": _("Tell citizens what changed"),
    "let old opinions go": _("Delete opinions that were kept long enough"),
    "let requests go that nobody confirmed": _("Delete requests that nobody confirmed"),
    "count what is left of years to come": _("Count what is left to prepare of years to come"),
    "plan the reminders of fourteen days": _("Plan the reminders of 14 days"),
    "send the mails of the morning": _("Send the daily mails of the morning"),
    "start the follow-up (T27)": _("Start the follow-up"),
}


def called(name, line):
    """The name of a line of the timetable; of a reminder rule, what the rule is called."""
    if line["task"] != REMINDING:
        return NAMES.get(name, name)
    code = line["args"][0]
    found = rules().get(code)
    return _translated("Remind: %(rule)s") % {"rule": found.name if found else unknown(code)}
