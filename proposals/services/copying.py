"""Propose an issue again: an earlier proposal becomes a new draft of the call of today."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from proposals.grounds import MoveRefused
from proposals.models import Answers, Partner, PolicyItem, Proposal
from proposals.questions import POLICY_KEYS, QUESTIONS, Kind
from proposals.services.finding import reindex
from proposals.services.moving import lock
from proposals.services.starting import GONE, cannot_start, start
from proposals.services.writing import settled, title_key, write
from proposals.states import TERMINAL, State
from pyp_portal.history.services import record

# Issues that have ended; what was merged goes on within another proposal.
COPYABLE = TERMINAL - {State.MERGED}
# Said or given for that year only: contacts are asked anew, what was declared is declared anew.
OF_THAT_YEAR = frozenset(
    {
        "contact_name",
        "contact_position",
        "contact_phone",
        "contact_email",
        "alt_contact",
        "saraban_email",
        "declare_true",
        "privacy_ack",
        "publish_consent",
        "coi_note",
    }
)


class CannotCopy(MoveRefused):
    """The proposal cannot be proposed again now."""


@dataclass(frozen=True)
class Copied:
    """The new draft, and the names of the policies that this year's lists no longer have."""

    draft: Proposal
    left_out: tuple = ()
    is_new: bool = True


@transaction.atomic
def copy(source, call, by):
    """T01 with the answers of ``source``: one draft of each source in each call.

    Files, the endorsement, declarations and people to contact are not carried on; dates of the
    plan are empty, partners are to be asked again, and of the policies those stay that are in
    the lists of this call. What was handed in before is marked so, and what is new is asked for
    (F16). Asked again, it answers with the draft that is there. Raises ``CannotCopy``.
    """
    source = lock(source)
    if there := source.later.filter(call=call).first():
        return Copied(there, is_new=False)
    if sentence := cannot_copy(source, call):
        raise CannotCopy(sentence)
    is_own = source.origin == Proposal.Origin.CENTRE
    origin = Proposal.Origin.CENTRE if is_own else Proposal.Origin.AREA
    draft = start(call, source.lead_agency, by, origin=origin)
    answers, left_out = carried(source, call)
    row = Answers.objects.get(proposal=draft)
    write(draft, row, settled(draft, answers))
    row.save()
    draft.earlier = source
    draft.save()
    draft.answers = row
    record(draft, "copied", by=by, earlier=source.code)
    reindex(draft)
    return Copied(draft, left_out)


def cannot_copy(source, call):
    """Why this proposal cannot be proposed again in this call; empty when it can."""
    if source.state not in COPYABLE or source.is_practice:
        return _("Only an issue that has ended can be proposed again.")
    if source.call_id == call.pk and source.state not in GONE:
        return _("This issue was already decided on in this call.")
    same = Proposal.objects.filter(
        call=call, lead_agency=source.lead_agency_id, title_key=title_key(source.title_th)
    )
    if source.title_th and same.exclude(state__in=GONE).exists():
        return _("Your agency has already begun a proposal with this title in this call.")
    return cannot_start(call, source.lead_agency)


def carried(source, call):
    """The answers that go into the new draft, and the names of the policies that do not."""
    answers = source.answered()
    kept = getattr(source, "answers", None)
    found = {key: value for key, value in (kept.data if kept else {}).items()}
    found |= {key: answers[key] for key in ("title_th", "title_en", "theme", "target_areas")}
    found = {key: undated(key, value) for key, value in found.items() if key not in OF_THAT_YEAR}
    found["partners"] = [
        row | {"status": Partner.Status.TO_INVITE.value} for row in answers["partners"]
    ]
    policies, left_out = policies_of_today(answers, call)
    if source.revisions.exists():
        found["issue_status"] = {"value": "RESUBMITTED", "text": ""}
    return found | policies, left_out


DATED = {question.key: question for question in QUESTIONS if question.kind == Kind.ROWS}
YEARS = {"budget_available": ("year_be",)}  # other years are facts of the past


def undated(key, value):
    """Rows without the months and years for which they were planned."""
    if key not in DATED:
        return value
    months = [column.name for column in DATED[key].columns if column.kind == Kind.MONTH]
    empty = dict.fromkeys([*months, *YEARS.get(key, ())])
    return [{**row, **empty} for row in value or []] if empty else value


def policies_of_today(answers, call):
    """The policies that are in the lists of the call, by question, and the names of the others."""
    named = [code for key in POLICY_KEYS for code in answers[key]]
    items = PolicyItem.objects.in_bulk(named, field_name="code")
    schemes = set(call.policy_schemes.values_list("pk", flat=True))
    today = {code for code, item in items.items() if item.scheme_id in schemes}
    left_out = tuple(items[code].name_th for code in named if code in items and code not in today)
    return {key: [code for code in answers[key] if code in today] for key in POLICY_KEYS}, left_out


def may_be_copied(source, call):
    """True where one may think of it: it has ended, in another call or before it was decided on."""
    is_over = source.state in COPYABLE and not source.is_practice
    return is_over and (source.call_id != call.pk or source.state in GONE)


def last_time(proposal, user):
    """The proposal from which this one was begun, if the person may see it."""
    return next(iter(earlier_of(proposal, user)), None)


def earlier_of(proposal, user):
    """The proposals on which this one builds, the last one first, as far as they are seen."""
    found = []
    while proposal.earlier_id and len(found) < 5:
        seen = Proposal.objects.visible_to(user).for_list()
        proposal = seen.filter(pk=proposal.earlier_id).first()
        if proposal is None:
            break
        found.append(proposal)
    return found
