"""What happened to a proposal, in sentences; applicants read public labels only."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from proposals.states import State

VERBS = {
    "create": gettext_lazy("Draft begun"),
    "copied": gettext_lazy("Text taken over from an earlier proposal"),
    "entered_on_behalf": gettext_lazy("Entered by the office from paper"),
    "saved": gettext_lazy("Draft saved"),
    "attached": gettext_lazy("File attached"),
    "detached": gettext_lazy("File taken away"),
    "file_rejected": gettext_lazy("A file did not pass the virus scan"),
    "endorsed": gettext_lazy("Endorsement letter uploaded"),
    "endorsement_asked": gettext_lazy("Head of the agency asked to endorse"),
    "endorsed_online": gettext_lazy("Endorsed by the head of the agency"),
    "endorsement_sent_back": gettext_lazy("Sent back by the head of the agency"),
    "submit": gettext_lazy("Submitted"),
    "submit_refused": gettext_lazy("Submission refused"),
    "more_time": gettext_lazy("More time to submit"),
    "recall": gettext_lazy("Recalled"),
    "expire": gettext_lazy("Draft expired"),
    "passed_on": gettext_lazy("Handed over to a successor"),
    "case_taken": gettext_lazy("Case taken"),
    "case_left": gettext_lazy("Case left"),
    "start_screening": gettext_lazy("Screening begun"),
    "checked": gettext_lazy("Checklist answered"),
    "return_written": gettext_lazy("Letter of return written"),
    "return_for_revision": gettext_lazy("Returned for revision"),
    "revision_extended": gettext_lazy("More time given"),
    "resubmit": gettext_lazy("Revised and submitted again"),
    "lapse_revision": gettext_lazy("Revision not in time"),
    "mark_eligible": gettext_lazy("Eligible"),
    "mark_ineligible": gettext_lazy("Did not pass the check"),
    "proposed": gettext_lazy("Proposed to a second person"),
    "confirmed": gettext_lazy("Confirmed by a second person"),
    "refused": gettext_lazy("Refused by a second person"),
    "mended": gettext_lazy("Typo corrected by the office"),
    "merger_asked": gettext_lazy("Both agencies asked about a merger"),
    "merger_agreed": gettext_lazy("Agency agrees to the merger"),
    "merger_refused": gettext_lazy("Agency does not agree to the merger"),
    "merger_taken_back": gettext_lazy("Question about a merger taken back"),
    "partner_asked": gettext_lazy("Partner invited to confirm its part"),
    "partner_ask_taken_back": gettext_lazy("Invitation of a partner taken back"),
    "partner_confirmed": gettext_lazy("Partner confirmed its part"),
    "partner_declined": gettext_lazy("Partner declined its part"),
    "merge_into": gettext_lazy("Merged into another proposal"),
    "merged_in": gettext_lazy("Another proposal was merged into this one"),
    "revert_to_screening": gettext_lazy("Back to screening"),
    # Written by the rooms that come later, about this proposal.
    "assigned": gettext_lazy("Reader assigned"),
    "unassigned": gettext_lazy("Reader released"),
    "interest weighed": gettext_lazy("Interest of a member weighed"),
    "opinion given": gettext_lazy("Opinion of an adviser given"),
    "declaration lapsed": gettext_lazy("Declaration of a member lapsed"),
    "officer stepped aside": gettext_lazy("Officer stepped aside"),
    "officer came back": gettext_lazy("Officer came back"),
    "resolution recorded": gettext_lazy("Resolution recorded"),
    "pitch missed": gettext_lazy("Pitch missed"),
    "slides sent": gettext_lazy("Slides for the pitch sent"),
    "slot given again": gettext_lazy("Second slot for the pitch"),
    "task_handed_on": gettext_lazy("A task was handed on to an assistant"),
    "task_handed_back": gettext_lazy("The assistant's task has ended"),
    "withdraw": gettext_lazy("Withdrawn"),
    "agency_joined": gettext_lazy("Entries of the agency joined in the register"),
    "erased": gettext_lazy("Name of a person taken out of the log"),
    "retention_over": gettext_lazy("Files and contacts removed: kept as long as the rules say"),
    "admin_correct": gettext_lazy("State corrected by two administrators"),
}
# Of interests of members and officers: for the office alone, and for who audits it (K8).
OF_INTERESTS = {
    "interest weighed",
    "declaration lapsed",
    "officer stepped aside",
    "officer came back",
}
# What an agency did itself; moves are told by their public label.
TOLD = {
    "agency_joined",
    "create",
    "copied",
    "entered_on_behalf",
    "file_rejected",
    "endorsed",
    "endorsed_online",
    "endorsement_asked",
    "endorsement_sent_back",
    "recall",
    "revision_extended",
    "mended",
    "merged_in",
    "merger_asked",
    "merger_agreed",
    "merger_refused",
    "merger_taken_back",
    "partner_asked",
    "partner_ask_taken_back",
    "partner_confirmed",
    "partner_declined",
    "passed_on",
    "more_time",
    "slides sent",
}


@dataclass(frozen=True)
class Line:
    """One line of a timeline."""

    at: datetime
    sentence: str
    reason: str = ""
    is_alarm: bool = False


def lines(events, inside, reads_all=True):
    """The lines of a timeline, oldest first, for the office or for applicants.

    The committee reads what the office reads, but for why its members have interests.
    """
    if not inside:
        return list(outer(events))
    return list(inner(e for e in events if reads_all or e.verb not in OF_INTERESTS))


def inner(events):
    """Every event, with who did it and why."""
    for event in events:
        is_correction = event.verb == "admin_correct" and not is_more_time(event)
        sentence = _("%(what)s: %(who)s") % {"what": words_of(event), "who": event.who}
        yield Line(event.at, sentence, event.reason, is_correction)


def words_of(event):
    """What happened, in the words of the office; a move without words of its own by its state."""
    if is_more_time(event):
        return _("Expired draft opened again, because more time was given")
    if event.after in State.values and event.verb not in VERBS:
        return State(event.after).label
    return VERBS.get(event.verb, event.verb)


def is_more_time(event):
    """T33 brings an expired draft back when two people give more time: that corrects nothing."""
    return event.verb == "admin_correct" and "extension" in event.data


def outer(events):
    """What the agency did, and each change of the label that it sees."""
    label = None
    for event in events:
        is_move = event.after in State.values
        seen = State(event.after).public_label if is_move else label
        if event.verb in TOLD:
            yield Line(event.at, str(VERBS[event.verb]))
        elif seen != label:
            yield Line(event.at, str(seen))
        label = seen
