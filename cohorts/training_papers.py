"""Papers of the training (PD-19): the schedule of the year, the sign-in sheet and the summary
of a workshop. Official papers: who issues or opens them sees every issue of the cohort.
"""

from collections import Counter

from cohorts import briefs, hours, lab_wordings, paper_words
from cohorts.certificates import hours_of
from cohorts.documents import in_thai, year_of
from cohorts.services.attending import known, whose
from cohorts.states import Channel
from cohorts.training import Attended, Half
from pyp_portal import thai
from pyp_portal.papers.kinds import Kind
from selection.sealed_table import canonical

PARTNER = "ภาคีร่วม"
HALVES_TH = {Half.MORNING: "ช่วงเช้า", Half.AFTERNOON: "ช่วงบ่าย"}
MODES_TH = {Channel.ONSITE: "ในสถานที่", Channel.ONLINE: "ออนไลน์", Channel.HYBRID: "ผสมผสาน"}
ATTENDED_TH = {
    Attended.PRESENT: "มา",
    Attended.LATE: "สาย",
    Attended.LEAVE: "ลา",
    Attended.ABSENT: "ขาด",
    Attended.SUBSTITUTE: "ส่งผู้แทน",
}
BLANKS = range(3)  # empty lines of a sign-in sheet, for who came and is not on it


def issued(record, name, title, facts, worded, by):
    """The paper of these facts; the same paper as long as they and its words are the same."""
    said = briefs.digest(canonical(facts))[:16] + paper_words.version_of(worded)
    return in_thai(
        Kind.ATTENDANCE,
        record,
        name=name,
        title=title,
        context={"record": record, "blanks": BLANKS, **facts, **worded},
        by=by,
        key=f"{name}:{record.pk}:{said}",
    )


# --- The schedule of the year ------------------------------------------------------
def schedule(cohort, *, by):
    """All workshops of the year that were not called off, with place, time and hours."""
    sessions = list(cohort.workshops.standing().prefetch_related("invited"))
    facts = {
        "year": cohort.call.fiscal_year,
        "rows": [planned(one) for one in sessions],
        "total": hours_of(sum(one.minutes for one in sessions)),
    }
    title = f"กำหนดการอบรมหลักสูตร ป.ย.ป. {year_of(cohort)}"
    worded = paper_words.of_year(lab_wordings.SCHEDULE, cohort)
    return issued(cohort, "training_schedule", title, facts, worded, by)


def planned(session):
    """A line of the schedule."""
    invited = [tier.name_th for tier in session.invited.all()]
    return {
        "number": session.number,
        "title": session.title_th,
        "day": thai.thai_date(session.held_on, short=True),
        "times": [times(session, half) for half in session.halves],
        "mode": MODES_TH.get(session.mode, ""),
        "place": session.place_th,
        "hours": hours_of(session.minutes),
        "invited": invited + [PARTNER] * session.invites_partners,
    }


def times(session, half):
    """From when to when, as papers write it."""
    begins, ends = getattr(session, f"{half}_from"), getattr(session, f"{half}_to")
    return f"{begins:%H.%M}–{ends:%H.%M} น."


# --- One workshop -------------------------------------------------------------------
def sign_in(session, *, by):
    """The sheet on which everybody expected signs, for each half of the day."""
    facts = head_of(session) | {"people": [line_of(one) for one in expected(session, by)]}
    title = f"ใบลงทะเบียนการอบรม ครั้งที่ {thai.to_thai_digits(session.number)}"
    worded = paper_words.of_workshop(lab_wordings.SIGN_IN, session)
    return issued(session, "sign_in_sheet", title, facts, worded, by)


def attendance(session, *, by):
    """Who came, by tier and person, as it is recorded now."""
    people, rows = expected(session, by), known(session)
    lines = [attended(one, rows.get((whose(one), one.pk)), session) for one in people]
    facts = head_of(session) | {"people": lines, "counts": counts(lines, session)}
    title = f"สรุปการเข้าอบรม ครั้งที่ {thai.to_thai_digits(session.number)}"
    worded = paper_words.of_workshop(lab_wordings.ATTENDANCE, session)
    return issued(session, "attendance_summary", title, facts, worded, by)


def expected(session, user):
    """Participants and partners who are expected, team by team."""
    return [*hours.seats_of(session, user), *hours.partners_of(session, user)]


def head_of(session):
    """What stands at the head of the papers of a workshop."""
    return {
        "title": session.title_th,
        "day": thai.thai_date(session.held_on),
        "halves": [{"name": HALVES_TH[h], "times": times(session, h)} for h in session.halves],
        "mode": MODES_TH.get(session.mode, ""),
        "place": session.place_th,
        "hours": hours_of(session.minutes),
    }


def line_of(one):
    """A person with post, agency, tier and team; partners have no tier."""
    return {
        "name": str(one.person.name_th if one.person else one.name_th),
        "post": one.position_th,
        "agency": one.agency.name_th if one.agency else "",
        "tier": one.tier.name_th if hasattr(one, "tier") else PARTNER,
        "team": one.team.proposal.code,
    }


def attended(one, row, session):
    """The same person with what is recorded of each half, and the hours earned."""
    statuses = [row.of(half) if row else "" for half in session.halves]
    return line_of(one) | {
        "statuses": [ATTENDED_TH.get(status, "–") for status in statuses],
        "hours": hours_of(row.minutes if row else 0),
        "note": row.note_th if row else "",
    }


def counts(lines, session):
    """[(half, expected, how many of each status, not recorded)]."""
    found = []
    for place, half in enumerate(session.halves):
        said = Counter(line["statuses"][place] for line in lines)
        by_status = [said[word] for word in ATTENDED_TH.values()]
        found.append(
            {"name": HALVES_TH[half], "expected": len(lines), "n": by_status, "left": said["–"]}
        )
    return found
