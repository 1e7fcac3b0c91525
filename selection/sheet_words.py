"""The values that the words of sheets and records may name, from the records."""

from proposals.wordings import AGENCY, CODE, TITLE, YEAR
from pyp_portal.papers.templatetags.paper import td, td_num, td_time
from pyp_portal.papers.wordings import words
from selection import sheet_wordings as wordings


def _of(document, year, **values):
    return words(document, year, {YEAR.name: td(year), **values})


def of_declaration(seat, count):
    """The words of what a member declares; ``count`` proposals are of no concern to them."""
    terms = seat.terms
    values = {
        wordings.COMMITTEE.name: td(seat.committee.name_th),
        wordings.TERMS.name: td(terms.number) if terms else "",
        wordings.ACCEPTED.name: td_time(seat.terms_accepted_at),
        wordings.COUNT.name: td(count),
    }
    return _of(wordings.DECLARATION, seat.committee.plan.year, **values)


def of_sheet(found, stage):
    """The words of one member's sheet; ``stage`` in Thai."""
    proposal = found.proposal
    values = {
        CODE.name: proposal.code,
        TITLE.name: proposal.title_th,
        AGENCY.name: proposal.lead_agency,
        wordings.STAGE.name: stage,
    }
    return _of(wordings.SCORE_SHEET, proposal.call.fiscal_year, **values)


def of_scores(plan):
    """The words of the summary of scores."""
    values = {
        wordings.DOC_WEIGHT.name: td(plan.doc_weight),
        wordings.PITCH_WEIGHT.name: td(plan.pitch_weight),
        wordings.PASS_MARK.name: td(plan.pass_mark),
    }
    return _of(wordings.SCORE_SUMMARY, plan.year, **values)


def _drawn(session):
    """How the order was drawn; nothing where it was set by hand."""
    return {
        wordings.DRAWN.name: td_time(session.order_drawn_at),
        wordings.SALT.name: session.order_salt,
        wordings.PUBLIC.name: session.order_public,
        wordings.SEED.name: session.order_seed,
    }


def of_record(session, quorum):
    """The words of the record of a day of pitches."""
    values = {
        wordings.PRESENT.name: td(quorum.present),
        wordings.REQUIRED.name: td(quorum.required),
        wordings.CLOSED.name: td_time(session.scoring_closed_at),
    }
    return _of(wordings.PITCH_RECORD, session.plan.year, **values, **_drawn(session))


def of_schedule(session):
    """The words of the schedule of a day of pitches."""
    values = {
        wordings.PITCH_MINUTES.name: td(session.pitch_minutes),
        wordings.QUESTION_MINUTES.name: td(session.question_minutes),
    }
    return _of(wordings.PITCH_SCHEDULE, session.plan.year, **values, **_drawn(session))


def of_seal(made, stage):
    """The words of the certificate of a sealed table; ``stage`` in Thai."""
    held = made.round
    values = {
        wordings.STAGE.name: stage,
        wordings.ROUND.name: td(held.number),
        wordings.VERSION.name: td(made.version),
    }
    return _of(wordings.SEAL, held.plan.year, **values)


def of_tie(tie):
    """The words of how equal proposals were put in order."""
    return _of(wordings.TIE_BREAK, tie.plan.year, **{wordings.FINAL.name: td_num(tie.final, 2)})


def of_minutes(meeting):
    """The words of the minutes of a meeting."""
    values = {
        wordings.COMMITTEE.name: td(meeting.committee.name_th),
        wordings.MEETING.name: td(meeting.label),
    }
    return _of(wordings.MINUTES, meeting.committee.plan.year, **values)
