"""What the machine finds for each line of the checklist; officers decide."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from proposals import completeness, partnership, rules
from proposals.lifecycle.conditions import ONE_MINUTE, when_endorsed
from proposals.models import Proposal
from proposals.states import State
from pyp_portal import clock
from pyp_portal.templatetags.thai import thai_datetime
from pyp_portal.uploads.models import Scan

MOST_SHOWN = 5
GONE = (State.WITHDRAWN, State.EXPIRED, State.MERGED)


def hints(proposal, answers, user, found):
    """For each item a tone and a sentence; ``found`` are the neighbours this person may see."""
    told = {item: hint(proposal, answers) for item, hint in HINTS.items()}
    return told | {"E8": single(proposal, user, found)}


def in_time(proposal, answers):
    if proposal.submitted_at is None:
        return "wait", _("Not submitted.")
    words = {"moment": thai_datetime(proposal.submitted_at)}
    if proposal.submitted_at < proposal.call.last_moment:
        return "good", _("Submitted on %(moment)s") % words
    if proposal.submitted_at < proposal.last_moment:
        words["until"] = thai_datetime(proposal.closes_at - ONE_MINUTE)
        return "good", _("Submitted on %(moment)s, with more time until %(until)s") % words
    return "stop", _("Submitted on %(moment)s") % words


def known(proposal, answers):
    agency = proposal.lead_agency
    words = " · ".join(
        str(w) for w in (agency.get_level_display(), agency.get_sector_display()) if w
    )
    tone = "good" if proposal.call.admits(agency) else "stop"
    return tone, _("In the register: %(words)s") % {"words": words}


def endorsed(proposal, answers):
    """E3: the letter, or what the head answered through the link; what is late is a refusal."""
    letter, online = answers["endorsement_letter"], answers["endorsement_online"]
    if letter:
        return "good", _("Letter %(number)s, %(pages)s pages") % {
            "number": letter["letter_no"],
            "pages": letter["pages"],
        }
    if online:
        return online_word(online)
    due = proposal.call.endorsement_due
    if due is None:
        return "wait", _("There is no endorsement letter.")
    tone = "wait" if clock.now() < due else "stop"
    return tone, when_endorsed(proposal)


def online_word(online):
    """Who endorsed online, and when; or that it was another text."""
    given = datetime.fromisoformat(online["at"])
    words = {"who": online["name"], "when": thai_datetime(given)}
    if online["holds"]:
        return "good", _("Endorsed online by %(who)s on %(when)s") % words
    return "wait", _("%(who)s endorsed another text on %(when)s.") % words


def complete(proposal, answers):
    """E4, of which files that open are a part: one that failed the scan is a defect."""
    scans = {file.name: file.scan for file in files(proposal)}
    failed = [name for name, scan in scans.items() if scan == Scan.FAILED]
    if failed:
        text = _("Did not pass the virus scan and cannot be opened: %(names)s. A defect.")
        return "wait", text % {"names": ", ".join(failed)}
    tone, text = answered(proposal, answers)
    waiting = list(scans.values()).count(Scan.WAITING)
    if waiting:
        more = ngettext(
            "%(count)d file is still being scanned.",
            "%(count)d files are still being scanned.",
            waiting,
        )
        return "wait", f"{text} {more % {'count': waiting}}"
    return tone, text


def files(proposal):
    return [a.file for a in proposal.attachments.current().select_related("file")]


def answered(proposal, answers):
    count = len(completeness.missing_in(answers, proposal.form, proposal.call))
    if not count:
        return "good", _("Every required answer is there.")
    text = ngettext("%(count)d point is missing.", "%(count)d points are missing.", count)
    return "wait", text % {"count": count}


def integrated(proposal, answers):
    warnings = rules.one_cell_only(answers, proposal.form)
    return ("wait", warnings[0].text) if warnings else ("good", _("Several levels or sectors."))


def partnered(proposal, answers):
    count = len(answers["partners"])
    agreed = sum(row["status"] == "AGREED" for row in answers["partners"])
    text = _("%(count)d partners, %(agreed)d agreed") % {"count": count, "agreed": agreed}
    found = partnership.partnerships(proposal, answers)
    online = [one for one in found if one.answered]
    if not online:
        return "good" if count > 1 else "wait", text
    there = len(partnership.confirmed(found))
    text += " · " + _("%(count)d confirmed online") % {"count": there}
    return "good" if count > 1 and there == len(online) else "wait", text


def needed(proposal, answers):
    is_there = answers.get("area_need_evidence") and answers.get("target_group")
    if is_there:
        return "good", _("Needs and target groups are named.")
    return "wait", _("Needs or target groups are missing.")


def single(proposal, user, found):
    """The same title is nearly a refusal; similar ones of other agencies are for the officer."""
    others = Proposal.objects.visible_to(user).filter(call=proposal.call).exclude(pk=proposal.pk)
    others = others.exclude(state__in=GONE).filter(title_key=proposal.title_key)
    same = list(others.values_list("code", flat=True)) if proposal.title_key else []
    if same:
        return "stop", _("The same title: %(codes)s") % {"codes": ", ".join(same)}
    others = [one.proposal for one in found if one.has_like_title]
    alike = [other.code for other in others if not is_its_own(proposal, other)]
    if alike:
        return "wait", _("Similar titles: %(codes)s") % {"codes": ", ".join(alike[:MOST_SHOWN])}
    return "good", _("No other proposal of this call has this title.")


def is_its_own(proposal, other):
    """True for the proposal that this one proposes again, or that proposes this one again."""
    return other.pk == proposal.earlier_id or other.earlier_id == proposal.pk


HINTS = {
    "E1": in_time,
    "E2": known,
    "E3": endorsed,
    "E4": complete,
    "E5": integrated,
    "E6": partnered,
    "E7": needed,
}
