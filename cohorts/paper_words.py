"""The values that the words of this room's papers may name, from the records."""

from cohorts import after_wordings, lab_wordings, wordings
from pyp_portal.papers.templatetags.paper import td, td_era
from pyp_portal.papers.wordings import words


def of_year(document, cohort, **more):
    """The words of a paper about a year."""
    year = cohort.call.fiscal_year
    return words(document, year, {wordings.YEAR.name: td(year), **more})


def as_of(document, cohort, day, **more):
    """The same for a paper that says of which day its figures are."""
    return of_year(document, cohort, **{wordings.AS_OF.name: td(day)}, **more)


def of_team(document, team, **more):
    """The words of a paper about one team."""
    proposal = team.proposal
    about = {
        wordings.CODE.name: proposal.code,
        wordings.TITLE.name: td(proposal.title_th),
        wordings.AGENCY.name: proposal.lead_agency,
    }
    return of_year(document, team.cohort, **about, **more)


def of_workshop(document, session):
    """The words of a paper about one workshop."""
    number = {lab_wordings.NUMBER.name: td(session.number)}
    return of_year(document, session.cohort, **number)


def of_round(document, round_):
    """The words of the report of one round, or of its form."""
    return of_team(document, round_.team, **{after_wordings.MONTHS.name: td(round_.months)})


def of_brief(session, chair, team):
    """The words of the page of one issue at a presentation."""
    return of_team(lab_wordings.BRIEF, team, **_of_session(session, chair))


def of_session(session, chair):
    """The words of the record of a presentation."""
    more = {
        lab_wordings.PLACE.name: td(session.place_th),
        lab_wordings.REFERENCE.name: td(session.delegation_ref),
    }
    facts = _of_session(session, chair) | more
    return of_year(lab_wordings.SESSION_RECORD, session.cohort, **facts)


def _of_session(session, chair):
    return {
        lab_wordings.CHAIR.name: chair,
        lab_wordings.PRESENTED.name: td(session.held_on),
    }


def of_certificate(certificate, tier, hours, day):
    """The words of a certificate; partners have no tier."""
    values = {
        after_wordings.TIER.name: td(tier.name_th) if tier else "",
        after_wordings.ROLE.name: tier.role_th if tier else "",
        after_wordings.HOURS.name: hours,
        after_wordings.GIVEN.name: td_era(day),
    }
    return of_year(after_wordings.CERTIFICATE, certificate.cohort, **values)


def version_of(worded):
    """What the key of a paper ends with: the same facts in other words are another paper."""
    version = worded["wording"].version
    return f":words-{version.pk}" if version else ""
