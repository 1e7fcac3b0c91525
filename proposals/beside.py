"""What the portal knows of each line of the checklist, beside the line: facts, not verdicts.

What is missing and what is worth another look comes from the same rules that the agency sees
before it hands in (V-01 to V-07), so that both read the same sentences.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from proposals import completeness, partnership
from proposals.hints import is_its_own
from proposals.models import Partner
from proposals.services.submitting import receipts
from pyp_portal.templatetags.thai import num, thai_date, thai_datetime

ONE_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Fact:
    """One line in small print, with the page where it stands."""

    text: str
    url: str = ""


def facts(proposal, answers, found):
    """For each item its facts; ``found`` are the neighbours that this person may see."""
    return {
        "E1": list(arrival(proposal)),
        "E2": [Fact(_("Register code %(code)s") % {"code": proposal.lead_agency.code})],
        "E3": list(letter(answers)),
        "E4": list(open_points(proposal, answers)),
        "E6": list(partners(proposal, answers)),
        "E7": list(groups(answers)),
        "E8": list(alike(proposal, found)),
    }


def arrival(proposal):
    receipt = receipts(proposal).filter(voided_at=None).last()
    if receipt:
        words = {"moment": thai_datetime(receipt.arrived_at), "number": receipt.number}
        yield Fact(
            _("Arrived %(moment)s, receipt %(number)s") % words,
            reverse("proposals:receipt", args=[proposal.code]),
        )
    moment = thai_datetime(proposal.call.closes_at - ONE_MINUTE)
    yield Fact(_("The call ended on %(moment)s") % {"moment": moment})


def letter(answers):
    given = answers["endorsement_letter"]
    if given:
        signed = thai_date(date.fromisoformat(given["letter_date"]))
        words = {"number": given["letter_no"], "date": signed}
        address = reverse("proposals:file", args=[given["uid"]])
        yield Fact(_("Letter %(number)s of %(date)s") % words, address)


def open_points(proposal, answers):
    """What is missing, then what is worth another look, as the agency reads it."""
    lacking = completeness.missing_in(answers, proposal.form, proposal.call)
    lacking += partnership.warnings(proposal, answers)
    page = reverse("proposals:text", args=[proposal.code])
    for lack in lacking:
        yield Fact(f"{lack.question} {lack.text}", f"{page}#part-{lack.step}")


def partners(proposal, answers):
    """Each partner, what the agency says of it, and what it said itself, with who and when."""
    states = dict(Partner.Status.choices)
    page = reverse("proposals:partners", args=[proposal.code])
    for one in partnership.partnerships(proposal, answers):
        said = [states.get(one.part.status, ""), said_online(one)]
        words = " · ".join(str(word) for word in said if word)
        yield Fact(f"{one.part.name} ({words})" if words else one.part.name, page)


def said_online(one):
    """What the partner answered, by whom and when; empty while it has said nothing."""
    ask = one.answered
    if ask is None:
        return ""
    return f"{one.standing.label}: {ask.who}, {thai_datetime(ask.answered_at)}"


def groups(answers):
    for row in answers.get("target_group") or []:
        count = row.get("count")
        shown = num(count) if isinstance(count, int | float) else "–"
        words = {"group": row.get("group_th"), "count": shown, "unit": row.get("unit_th") or ""}
        yield Fact((_("%(group)s: %(count)s %(unit)s") % words).strip())


def alike(proposal, found):
    for one in found[:5]:
        words = {"code": one.proposal.code, "title": one.proposal, "percent": one.percent}
        text = _("%(code)s %(title)s (%(percent)d %% alike)") % words
        if is_its_own(proposal, one.proposal):
            text = _("%(code)s %(title)s: the same issue, proposed again") % words
        yield Fact(text, reverse("proposals:screening", args=[one.proposal.code]))
