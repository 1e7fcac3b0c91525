"""The letter that asks an agency for participants of a team (PD-17)."""

from cohorts import wordings
from cohorts.documents import in_thai
from proposals.posts import head_of
from pyp_portal.papers.kinds import Kind
from pyp_portal.papers.models import Paper
from pyp_portal.papers.templatetags.paper import td
from pyp_portal.papers.wordings import words


def key_of(seat):
    """By which the letters to the agency of a seat are found among those of its team."""
    return f"nomination:{seat.team_id}:{seat.agency_id}:"


def nomination_letter(seat, *, by):
    """One letter for all names that are still wanted from the agency of this seat.

    Asking again gives the same letter, until more names are wanted; where none is any more, it
    is about this seat.
    """
    wanted = seat.team.participants.standing().filter(agency=seat.agency, nominated_at=None)
    wanted = list(wanted.select_related("tier").order_by("tier__display_no", "pk")) or [seat]
    return in_thai(
        Kind.NOMINATION_LETTER,
        seat.team,
        name="nomination_letter",
        title=f"ขอให้เสนอชื่อผู้เข้าร่วมหลักสูตร ป.ย.ป. {seat.team.proposal.code}",
        context={"head": head_of(seat.agency.name_th), "wanted": wanted, **in_words(seat)},
        by=by,
        key=key_of(seat) + "-".join(str(one.pk) for one in wanted),
    )


def in_words(seat):
    """The words of the letter to the agency of a seat."""
    cohort, proposal = seat.team.cohort, seat.team.proposal
    values = {
        wordings.YEAR.name: td(cohort.call.fiscal_year),
        wordings.CODE.name: proposal.code,
        wordings.TITLE.name: proposal.title_th,
        wordings.AGENCY.name: proposal.lead_agency,
        wordings.ASKED.name: seat.agency.name_th,
        wordings.BEGINS.name: td(cohort.lab_starts_on),
        wordings.ENDS.name: td(cohort.lab_ends_on),
    }
    return words(wordings.NOMINATION_LETTER, cohort.call.fiscal_year, values)


def letter_to(seat):
    """The last letter to the agency of a seat, or None."""
    letters = Paper.objects.of(seat.team).filter(kind=Kind.NOMINATION_LETTER)
    return letters.filter(key__startswith=key_of(seat)).first()
