"""The kinds of record that can be explained, how each is found, and which rules hold for it.

Whatever the asker may not see is not found here: what is closed to them stays closed.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from django.apps import apps
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cohorts import who_may as lab
from cohorts.actions import actions as cohorts_actions
from proposals import who_may as proposing
from proposals.models import Proposal
from pyp_portal.accounts import who_may as accounts
from pyp_portal.accounts.models import Agency, User
from pyp_portal.accounts.views.posted import uid_of
from pyp_portal.papers import permissions as paper_rules
from pyp_portal.papers.models import Paper
from pyp_portal.verdicts import Rule, judged
from selection import permissions as selecting
from selection import who_may as judging
from selection.actions import actions as selection_actions
from selection.models import Meeting


@dataclass(frozen=True)
class Part:
    """Verbs of one subject, under one head."""

    title: str
    verdicts: list

    @property
    def near(self):
        """What the person may, now or at another time."""
        return [one for one in self.verdicts if one.is_met]

    @property
    def barred(self):
        """What the rules never let them do as they stand."""
        return [one for one in self.verdicts if not one.is_met]


@dataclass(frozen=True)
class Kind:
    """A kind of record: its word, how the asker finds one, what its rules say of a person."""

    key: str
    word: str
    find: Callable
    explain: Callable


# --- Finding: only what the asker may see ---------------------------------------------


def find_proposal(code, asker):
    return Proposal.everything.visible_to(asker).for_list().filter(code=code.upper()).first()


def find_agency(code, asker):
    found = Agency.objects.coded([code]).get(code)
    return Agency.objects.visible_to(asker).filter(pk=found.pk).first() if found else None


def find_person(text, asker):
    seen = User.objects.visible_to(asker).for_list()
    uid = uid_of(text)
    return seen.filter(uid=uid).first() if uid else seen.filter(email__iexact=text).first()


def find_meeting(text, asker):
    rows = Meeting.objects.select_related("committee__plan__call")
    uid, named = uid_of(text), re.fullmatch(r"(\d{1,3})/(\d{4})", text)
    if uid:
        found = rows.filter(uid=uid).first()
    else:
        number, year = named.groups() if named else (None, None)
        found = rows.filter(number=number, year=year).first() if named else None
    return found if found and selecting.can_see_plan(found.committee.plan, asker) else None


def find_paper(text, asker):
    rows, uid = Paper.objects.official().defer("html"), uid_of(text)
    found = rows.filter(uid=uid).first() if uid else rows.filter(number=text).first()
    may = found and paper_rules.can_read_about(asker) and opens(found, asker)
    return found if may else None


def opens(paper, person):
    """Whether what a paper is about is open to the person, by that record's own rule."""
    model = apps.get_model(paper.record_type)
    rows = getattr(model, "everything", model._default_manager)
    if not hasattr(rows, "visible_to"):
        return paper_rules.can_read_about(person)
    return rows.visible_to(person).filter(pk=paper.record_id).exists()


# --- Explaining -----------------------------------------------------------------------


def of_proposal(proposal, person, asker):
    """The proposal itself, its selection where the asker may know it, and its team."""
    unseen = proposing.why_unseen(proposal, person)
    buttons = {} if unseen else refusals(proposal, person)
    rules = [*proposing.RULES, *(with_guards(name, buttons) for name in proposing.MOVES)]
    yield Part(_("Proposal"), judged(rules, proposal, person, unseen))
    plan = getattr(proposal.call, "selection_plan", None)
    if judging.is_shown_to(plan, asker):
        both = judging.Judged(proposal, plan)
        yield Part(_("Selection"), judged(judging.RULES, both, person, unseen))
    team = getattr(proposal, "team", None)
    if team is not None:
        closed = unseen if "closed" in proposal.access_kinds(person) else ""
        yield Part(_("Lab and after"), judged(lab.RULES, team, person, closed))


def refusals(proposal, person):
    """By its address why a button of the later rooms is refused: what their guards say."""
    offered = [*selection_actions(proposal, person), *cohorts_actions(proposal, person)]
    return {resolve(one.url).view_name: str(one.refusal) for one in offered if one.refusal}


def with_guards(name, buttons):
    """The rule of a move, with what the guards of a later room say where they hold it up."""
    rule, guards = proposing.MOVE_RULES[name], buttons.get(BUTTONS.get(name), "")
    return replace(rule, stops=lambda *asked: rule.stops(*asked) or guards)


def of_agency(agency, person, asker):
    unseen = accounts.agency_unseen(agency, person)
    yield Part(_("Agency"), judged(accounts.AGENCY, agency, person, unseen))


def of_person(one, person, asker):
    unseen = accounts.person_unseen(one, person)
    yield Part(_("Person"), judged(accounts.PERSON, one, person, unseen))


def of_meeting(meeting, person, asker):
    unseen = judging.meeting_unseen(meeting, person)
    yield Part(_("Meeting"), judged(judging.MEETING, meeting, person, unseen))


PAPER = (
    Rule(
        gettext_lazy("Read what it is about"),
        opens,
        gettext_lazy("Whoever may see the record that the document is about."),
    ),
    Rule(
        gettext_lazy("See how it was issued"),
        lambda paper, person: paper_rules.can_read_about(person),
        gettext_lazy("STO officers, administrators and auditors."),
    ),
    Rule(
        gettext_lazy("Enter its official number"),
        lambda paper, person: paper_rules.can_tend(person),
        gettext_lazy("STO officers and administrators."),
    ),
    Rule(
        gettext_lazy("Issue it again, corrected"),
        lambda paper, person: paper_rules.can_correct(person),
        gettext_lazy("STO officers to whom what it is about is open."),
        lambda paper, person: "" if opens(paper, person) else _("What it is about is not open."),
    ),
)


def of_paper(paper, person, asker):
    yield Part(_("Document"), judged(PAPER, paper, person))


KINDS = {
    kind.key: kind
    for kind in (
        Kind("proposal", gettext_lazy("Proposal"), find_proposal, of_proposal),
        Kind("agency", gettext_lazy("Agency"), find_agency, of_agency),
        Kind("meeting", gettext_lazy("Meeting"), find_meeting, of_meeting),
        Kind("paper", gettext_lazy("Document"), find_paper, of_paper),
        Kind("person", gettext_lazy("Person"), find_person, of_person),
    )
}
# The buttons of later rooms behind which a move stands, with guards of their own.
BUTTONS = {
    "revert_to_screening": "selection:revert",
    "enter_lab": "cohorts:enter_lab",
    "complete_lab": "cohorts:complete_lab",
    "record_presentation": "cohorts:outcome",
    "start_follow_up": "cohorts:start_follow_up",
    "mark_scaled": "cohorts:mark_scaled",
    "close": "cohorts:close",
}
# By which value of an address of the portal a record of each kind is named.
NAMED = ("code", "uid")


def find(text, asker):
    """(kind, key, record) of what was typed: a number, a code, an e-mail or an address; or None."""
    text = text.strip()
    for key in (text, *in_address(text)):
        for kind in KINDS.values():
            record = kind.find(key, asker)
            if record is not None:
                return kind, key_of(kind, record), record
    return None


def in_address(text):
    """What an address of the portal names, copied from the browser."""
    if "/" not in text:
        return []
    try:
        values = resolve(urlsplit(text).path).kwargs
    except Resolver404:
        return []
    return [str(values[name]) for name in NAMED if name in values]


def key_of(kind, record):
    """By which a record is named in the addresses here."""
    return record.code if kind.key in ("proposal", "agency") else str(record.uid)
