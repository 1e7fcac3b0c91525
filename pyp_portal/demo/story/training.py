"""The training of the demo year: workshops, who was there, what people said, certificates."""

from datetime import time, timedelta

from cohorts import services
from cohorts.models import Cohort, LabPartner, Participant, WorkshopSession
from cohorts.states import TierKey
from cohorts.training import EARNING, Attended, Competence, Half, Moment, Question
from pyp_portal.demo.seed import moment
from pyp_portal.demo.story.company import DIRECTOR, Act, day

OFFICER = "U019"
DAY = {"morning_from": time(9), "morning_to": time(12), "afternoon_from": time(13)}
DAY |= {"afternoon_to": time(16)}
HOURS = 6
COMPETENCES = {
    "ORIENTATION": [Competence.INTEGRATION],
    "EMPATHIZE": [Competence.PEOPLE],
    "DEFINE": [Competence.EVIDENCE],
    "IDEATE": [Competence.DESIGN, Competence.INTEGRATION],
    "PROTOTYPE": [Competence.DESIGN],
    "TEST": [Competence.EVIDENCE, Competence.SPREADING],
    "SYNTHESIZE": [Competence.POLICY, Competence.SPREADING],
}
WITH_ADVISORS = ("ORIENTATION", "SYNTHESIZE")  # the opening and the last rehearsal (C-11)
LINK = "https://meet.example.org/pyp-2568"
REFLECTION = (
    "ได้เรียนรู้การฟังเสียงประชาชนก่อนออกแบบนโยบาย และการทำงานร่วมกันข้ามหน่วยงาน "
    "จะนำวิธีทดสอบต้นแบบขนาดเล็กไปใช้กับงานประจำของหน่วยงานต่อไป"
)
OPINIONS = ("อยากให้มีเวลาลงพื้นที่มากขึ้น", "กรณีศึกษาชัดเจน นำไปใช้ได้จริง", "", "")


def acts(company):
    """Planned at the beginning of the lab; what follows, on the days of the data."""
    year = company.seed["cohort"]["fiscal_year_be"]
    yield Act(moment("2025-03-03T09:00:00+07:00"), lambda: plan(company, year))
    yield Act(moment("2025-03-19T09:00:00+07:00"), lambda: rate(year, Moment.BEFORE))
    for row in company.seed["workshops"]:
        for number in range(row["hours"] // HOURS):
            held = moment(row["date"], hour=16, minute=30) + timedelta(days=number)
            yield Act(held, lambda row=row, number=number: attend(company, row, number))
    yield Act(moment("2025-08-25T09:00:00+07:00"), lambda: look_back(company, year))
    yield Act(moment("2025-09-05T10:00:00+07:00"), lambda: certify(company, year))


def plan(company, year):
    """Ten days of six hours, as the data lays them out."""
    cohort = Cohort.objects.get(call__fiscal_year=year)
    invited = list(cohort.tiers.all())
    workers = [tier for tier in invited if tier.key != TierKey.ADVISOR]
    for row in company.seed["workshops"]:
        for number in range(row["hours"] // HOURS):
            services.plan_workshop(
                cohort,
                by=company.person(OFFICER),
                title_th=row["title_th"],
                phase=row["phase"],
                competences=COMPETENCES[row["phase"]],
                held_on=day(row["date"]) + timedelta(days=number),
                invited=invited if row["phase"] in WITH_ADVISORS else workers,
                mode=row["mode"],
                place_th="" if row["mode"] == "ONLINE" else row["place_th"],
                link="" if row["mode"] == "ONSITE" else LINK,
                **DAY,
            )


def session_of(row, number):
    held_on = day(row["date"]) + timedelta(days=number)
    return WorkshopSession.objects.get(title_th=row["title_th"], held_on=held_on)


def seats(year):
    """{(proposal, person): seat} of the confirmed participants of a year."""
    found = Participant.objects.confirmed().filter(cohort__call__fiscal_year=year).for_list()
    return {(seat.team.proposal_id, seat.person_id): seat for seat in found}


def attend(company, row, number):
    """The sheet of a day, and what those who were there thought of it."""
    session, year = session_of(row, number), company.seed["cohort"]["fiscal_year_be"]
    known, entries = seats(year), []
    for one in company.seed["attendance"]:
        status = one["sessions"].get(row["code"])
        person = company.person(one["person"])
        seat = known.get((company.proposal(one["proposal"]).pk, person.pk))
        if status and seat:
            entries.append((seat, "", Attended(status), ""))
    shown = Attended.ABSENT if session.number % 2 else Attended.PRESENT
    partners = LabPartner.objects.filter(team__cohort=session.cohort, ended_at=None)
    entries += [(one, "", shown, "") for one in partners.select_related("person")]
    advisors = [seat for seat in known.values() if seat.tier.key == TierKey.ADVISOR]
    if row["phase"] in WITH_ADVISORS:
        entries += [(seat, "", Attended.PRESENT, "") for seat in advisors]
    for half in Half:
        services.mark(session, half, in_half(entries, half), by=company.person(OFFICER))
    came = [one for one, _seen, status, _note in entries if status in EARNING]
    people = {one.person_id: one.person for one in came if one.person_id}
    evaluate(session, row, list(people.values()))


def in_half(entries, half):
    """Who was late in the morning was in time after lunch."""
    if half == Half.MORNING:
        return entries
    late = Attended.LATE
    return [
        (o, s, Attended.PRESENT if status == late else status, n) for o, s, status, n in entries
    ]


def evaluate(session, row, people):
    """Answers whose mean is that of the data: the right share says five, the rest four."""
    fives = round((row["satisfaction_mean"] - 4) * len(people))
    for place, person in enumerate(people):
        good = 5 if place < fives else 4
        scores = dict.fromkeys(Question.values, good) | {Question.SETTING.value: 4}
        text = OPINIONS[place % len(OPINIONS)] if place < 8 else ""
        services.evaluate(session, person=person, scores=scores, text=text)


def rate(year, at):
    """How the participants see their own competence, before and after."""
    for place, seat in enumerate(seats(year).values()):
        if seat.tier.key == TierKey.ADVISOR:
            continue
        first = {key: 2 + (place + n) % 2 for n, key in enumerate(Competence.values)}
        after = {key: min(was + 1 + place % 2, 5) for key, was in first.items()}
        services.rate_oneself(seat, at, scores=first if at == Moment.BEFORE else after)


def look_back(company, year):
    """The second rating, and the reflections that were written."""
    rate(year, Moment.AFTER)
    known = seats(year)
    for one in company.seed["attendance"]:
        person = company.person(one["person"])
        seat = known.get((company.proposal(one["proposal"]).pk, person.pk))
        if seat and one["reflection_submitted"]:
            services.write_reflection(seat, by=person, text=REFLECTION)


def certify(company, year):
    """Advisors were at the presentations; certificates for whoever has completed."""
    cohort, director = Cohort.objects.get(call__fiscal_year=year), company.person(DIRECTOR)
    advisors = cohort.participants.confirmed().filter(tier__key=TierKey.ADVISOR).for_list()
    for seat in advisors:
        if seat.team.presentation_items.exclude(recorded_at=None).exists():
            services.record_presence(seat, by=director)
    services.issue_certificates(cohort, by=director)
