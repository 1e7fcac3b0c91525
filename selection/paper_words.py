"""The values that the words of this room's papers may name, from the records."""

from django.utils.html import format_html

from proposals.wordings import AGENCY, CODE, TITLE, YEAR
from pyp_portal.papers.templatetags.paper import strong, td, td_hour, td_weekday
from pyp_portal.papers.wordings import words
from selection import wordings
from selection.kinds import Outcome


def _of_proposal(proposal):
    return {
        CODE.name: proposal.code,
        TITLE.name: proposal.title_th,
        AGENCY.name: proposal.lead_agency,
    }


def of_order(order, term):
    """The words of an order; ``term`` is the seat by which it says from when and until when."""
    amended = order.amends
    values = {
        YEAR.name: td(order.committee.plan.year),
        wordings.COMMITTEE.name: td(order.committee.name_th),
        wordings.AMENDED.name: td(amended.number) if amended else "",
        wordings.AMENDED_DATE.name: td(amended.date) if amended else "",
        wordings.DUTIES.name: td(order.duties_th or wordings.ALL_DUTIES),
        wordings.TERM.name: _term(term),
    }
    return words(wordings.COMMITTEE_ORDER, order.committee.plan.year, values)


def _term(seat):
    if seat is None:
        return "ตั้งแต่บัดนี้เป็นต้นไป"
    begins = "ตั้งแต่บัดนี้"
    if seat.begins_on:
        begins = format_html("ตั้งแต่วันที่ {}", td(seat.begins_on))
    return format_html("{} ถึงวันที่ {}", begins, td(seat.ends_on)) if seat.ends_on else begins


def of_meeting(meeting, mode, form):
    """The words of an invitation to a meeting, as a letter or as a memorandum (``form``)."""
    plan = meeting.committee.plan
    told = meeting.told_at
    values = {
        YEAR.name: td(plan.year),
        wordings.COMMITTEE.name: td(meeting.committee.name_th),
        wordings.MEETING.name: td(meeting.label),
        wordings.WHEN.name: format_html(
            "{} เวลา {}", td_weekday(meeting.starts_at), td_hour(meeting.starts_at)
        ),
        wordings.WHERE.name: f"{td(meeting.place_th)} ({mode})",
        wordings.FORM.name: form,
        wordings.CHANGE.name: td(meeting.change_reason),
        wordings.URGENCY.name: td(meeting.urgency_reason),
        wordings.TOLD.name: td(told.label) if told else "",
    }
    return words(wordings.MEETING_NOTICE, plan.year, values)


def of_announcement(announced):
    """The words of an announcement of results."""
    plan, replaced = announced.plan, announced.replaces
    about = _of_proposal(replaced) if replaced else dict.fromkeys(wordings.NAMES_OF_PROPOSAL, "")
    values = {
        **about,
        YEAR.name: td(plan.year),
        wordings.RESERVE_UNTIL.name: td(plan.reserve_valid_until),
        wordings.UNTIL.name: td(announced.enquiry_until),
    }
    return words(wordings.ANNOUNCEMENT, plan.year, values)


def of_result(item, outcome):
    """The words of the letter to one agency; ``outcome`` is its result in Thai."""
    announced = item.announcement
    rank = (
        f" ลำดับที่ {td(item.reserve_rank)}"
        if item.outcome == Outcome.RESERVE and item.reserve_rank
        else ""
    )
    values = {
        **_of_proposal(item.proposal),
        YEAR.name: td(announced.plan.year),
        wordings.NUMBER.name: td(announced.number),
        wordings.DATE.name: td(announced.date),
        wordings.OUTCOME.name: strong(outcome + rank),
        wordings.OPINION.name: item.opinion,
        wordings.UNTIL.name: td(announced.enquiry_until),
    }
    return words(wordings.RESULT_LETTER, announced.plan.year, values)


def of_memorandum(announced):
    """The words of the memorandum that lays a release before the director."""
    year = announced.plan.year
    return words(wordings.MEMORANDUM, year, {YEAR.name: td(year)})
