"""From the call to the checked proposal: T01 to T11."""

from datetime import date, timedelta

from proposals.models import Call, FormVersion, PolicyScheme
from proposals.questions import QUESTIONS, Kind
from proposals.services import (
    correcting,
    drafting,
    filing,
    returning,
    screening,
    starting,
    submitting,
)
from pyp_portal.accounts.approvals import Approval
from pyp_portal.demo.seed import moment
from pyp_portal.demo.story.company import Act
from pyp_portal.demo.story.letters import letter

BEFORE_SUBMITTING = timedelta(minutes=50)
# What an agency wrote at first, before it was asked to mend it: fields whose text was shorter.
SHORTENED = {"P-012": "why_integration", "P-021": "area_need_evidence"}
SCHEMES = ("NS", "MP", "NESDP13", "SDG")
RESULTS = {"PASS": "PASS", "FAIL": "FAIL", "REVISE": "FIX", "MERGE": "FIX"}
EARLY_STEPS = range(1, 5)
ASKED = {q.key.split(".")[0] for q in QUESTIONS if q.kind not in (Kind.SHOWN, Kind.FILES)}


def acts(company):
    """The call of each year, then every proposal's steps."""
    for cohort in [*company.seed["previous_cohorts"], company.seed["cohort"]]:
        opens = next(moment(p["start"]) for p in cohort["phases"] if p["code"] == "call")
        yield Act(opens - timedelta(days=3), lambda cohort=cohort: open_call(cohort), -1)
    for code in company.seed.proposals:
        yield from of_proposal(company, code)


def open_call(cohort):
    """The call of one year with its dates, limits and lists."""
    phases = {phase["code"]: phase for phase in cohort["phases"]}
    settings = cohort["settings"]
    call = Call.objects.create(
        fiscal_year=cohort["fiscal_year_be"],
        name_th=f"การเปิดรับข้อเสนอประเด็นการบูรณาการ ประจำปีงบประมาณ พ.ศ. {cohort['fiscal_year_be']}",
        name_en=f"Call for integration issues, fiscal year {cohort['fiscal_year_be'] - 543}",
        opens_at=moment(phases["call"]["start"]),
        closes_at=moment(phases["call"]["end"]) + timedelta(seconds=1),
        briefing_at=moment(phases["briefing"]["start"]) if "briefing" in phases else None,
        selection_due=moment(phases["selection"]["end"]).date(),
        lab_starts_on=moment(phases["lab"]["start"]).date(),
        lab_ends_on=moment(phases["lab"]["end"]).date(),
        form_version=FormVersion.objects.newest(),
        **{
            name: settings[name]
            for name in ("max_per_agency", "max_returns", "revision_days")
            if name in settings
        },
    )
    codes = [*SCHEMES, settings["urgent_policy_scheme"]]
    call.policy_schemes.set(PolicyScheme.objects.filter(code__in=codes))


def of_proposal(company, code):
    """The acts of one proposal up to the end of its screening."""
    tellers = {
        "T01": begin, "T02": hand_in, "T05": take_up, "T06": send_back,
        "T07": answer, "T09": pass_on, "T10": turn_down, "T11": merge,
    }  # fmt: skip
    for at, number, event in company.seed.steps(code):
        if number in tellers:
            yield from tellers[number](company, code, at, event)


def begin(company, code, at, event):
    """T01, and the first steps of the form on the same day."""
    row = company.seed.proposals[code]

    def start():
        agency = company.agencies[row["lead_agency"]]
        by = company.person(event["by"])
        call = company.call(row["cohort_fy"])
        starting.start(call, agency, by, number=company.number_of(code))

    def write():
        by = company.person(row["owner"])
        for step in EARLY_STEPS:
            drafting.save_step(company.proposal(code), step, written(company, code), by)

    yield Act(at, start)
    yield Act(at + timedelta(hours=2), write)


def written(company, code):
    """The answers of a proposal as its form takes them."""
    row = dict(company.seed.proposals[code])
    for resource in row["pooled_resources"]:
        agency = company.agencies.get(resource.get("provider"))
        resource["provider_th"] = resource["provider_th"] or (agency.name_th if agency else "")
    row["pooled_resources"] = [
        {key: part[key] for key in ("provider_th", "kind", "description_th")}
        for part in row["pooled_resources"]
    ]
    return {key: row[key] for key in ASKED if key in row}


def hand_in(company, code, at, event):
    """The rest of the form, the letter of the head, then T02."""
    row = company.seed.proposals[code]

    def finish():
        by = company.person(row["owner"])
        answers = written(company, code)
        if code in SHORTENED:
            key = SHORTENED[code]
            answers[key] = answers[key][: int(len(answers[key]) * 0.7)].rsplit(" ", 1)[0]
        drafting.save_answers(company.proposal(code), answers, by)
        endorse(company, code, by)

    def submit():
        submitting.submit(company.proposal(code), company.person(event["by"]), at=at)

    yield Act(at - BEFORE_SUBMITTING, finish)
    yield Act(at, submit)


def endorse(company, code, by):
    """The signed letter of the head of the agency (F55)."""
    row = company.seed.proposals[code]
    signed = row["endorsement_letter"]
    paper = letter(
        signed["file"].removesuffix(".pdf"),
        "หนังสือรับรองและมอบหมายจากหัวหน้าหน่วยงาน",
        f"{signed['letter_no']} ลงวันที่ {signed['letter_date']}",
        company.agencies[row["lead_agency"]].name_th,
        f"รับรองข้อเสนอ เรื่อง {row['title_th']}",
        f"ลงชื่อ {signed['signed_by']}",
    )
    dated = date.fromisoformat(signed["letter_date"])
    filing.endorse(company.proposal(code), paper, signed["letter_no"], dated, by)


def take_up(company, code, at, event):
    """The officer takes the case, then T05."""
    officer = event["by"]

    def run():
        by = company.person(officer)
        screening.take_case(company.proposal(code), by, by)
        screening.start_screening(company.proposal(code), by)

    yield Act(at, run)


def send_back(company, code, at, event):
    """All defects in one letter, then T06."""
    letters = company.seed.of("returns")[code]

    def run():
        by = company.person(event["by"])
        items = [
            {"question": item["field"]} | {k: item[k] for k in ("defect_th", "request_th")}
            for item in letters[0]["items"]
        ]
        returning.write_return(company.proposal(code), items, by)
        returning.return_for_revision(company.proposal(code), by, at=at)

    yield Act(at, run)


def answer(company, code, at, event):
    """The agency mends what was asked, then T07."""

    def run():
        by = company.person(event["by"])
        proposal = company.proposal(code)
        asked = drafting.open_codes(proposal)
        answers = written(company, code)
        allowed = {q.key.split(".")[0] for q in QUESTIONS if q.code in asked}
        drafting.save_answers(proposal, {k: v for k, v in answers.items() if k in allowed}, by)
        if "F55" in asked:
            endorse(company, code, by)
        submitting.resubmit(company.proposal(code), by, at=at)

    yield Act(at, run)


def checked(company, code, by):
    """E1 to E8 as the data has them, else all passed."""
    rows = {row["proposal"]: row["items"] for row in company.seed["eligibility"]}
    items = rows.get(code) or {f"E{n}": {"result": "PASS"} for n in range(1, 9)}
    answers = {
        item: (RESULTS[found["result"]], found.get("note_th") or "")
        for item, found in items.items()
    }
    screening.save_checks(company.proposal(code), answers, by)


def pass_on(company, code, at, event):
    """The checklist, then T09."""

    def run():
        by = company.person(event["by"])
        checked(company, code, by)
        screening.mark_eligible(company.proposal(code), by)

    yield Act(at, run)


def turn_down(company, code, at, event):
    """The officer proposes in the morning, the director confirms: T10."""
    officer = company.seed.proposals[code]["case_owner"]

    def propose():
        by = company.person(officer)
        checked(company, code, by)
        screening.propose_ineligible(company.proposal(code), by, event["reason_th"])

    def confirm():
        approval = Approval.objects.get(record_id=company.proposal(code).pk, decided_at=None)
        screening.confirm_ineligible(approval, company.person(event["by"]))

    yield Act(at - timedelta(hours=4), propose)
    yield Act(at, confirm)


def merge(company, code, at, event):
    """Both agencies agreed by letter: T11."""
    into = company.seed.proposals[code]["merged_into"] or event["reason_th"].split()[-1]

    def run():
        by = company.person(event["by"])
        checked(company, code, by)
        letters = [
            letter(f"merge-{one}".lower(), "หนังสือตกลงรวมเรื่อง", f"{code} และ {into}")
            for one in (code, into)
        ]
        correcting.merge_into(company.proposal(code), company.proposal(into), by, letters)

    yield Act(at, run)
